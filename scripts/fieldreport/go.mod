module github.com/lambdavet/lambdavet/scripts/fieldreport

go 1.26.0
