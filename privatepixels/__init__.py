"""What every notebook of the course imports: data sets, figures, metrics, models and attacks."""
