module github.com/lambdavet/lambdavet/scripts/generate-pathological

go 1.26.0

require github.com/lambdavet/lambdavet v0.0.0

replace github.com/lambdavet/lambdavet => ../..
