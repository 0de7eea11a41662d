module corp.test/team/app

go 1.24

require github.com/aws/aws-lambda-go v1.0.0

replace github.com/aws/aws-lambda-go => ./aws-lambda-go
