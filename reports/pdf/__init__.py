"""Tagged and archival PDF on ReportLab's canvas; it knows neither story nor page."""
