"""Makes what is deployed: the AWS Lambda package, and projects that ``ask deploy`` takes."""
