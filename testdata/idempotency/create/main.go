// Resources that a retry would create, and jobs that it would start, once more.
package main

import (
	"context"

	"github.com/aws/aws-lambda-go/events"
	"github.com/aws/aws-lambda-go/lambda"
	"github.com/aws/aws-sdk-go-v2/aws"
	"github.com/aws/aws-sdk-go-v2/service/dynamodb"
	"github.com/aws/aws-sdk-go-v2/service/scheduler"
	"github.com/aws/aws-sdk-go-v2/service/secretsmanager"
	"github.com/aws/aws-sdk-go-v2/service/sfn"
	"github.com/aws/aws-sdk-go-v2/service/ssm"
	"github.com/aws/aws-sdk-go/service/athena"
	"github.com/aws/aws-sdk-go/service/ec2"
	"github.com/aws/aws-sdk-go/service/glue"
	"github.com/aws/aws-sdk-go/service/iot"
	"github.com/aws/aws-sdk-go/service/redshiftdataapiservice"
	"github.com/google/uuid"
)

var (
	compute  *ec2.EC2
	secrets  *secretsmanager.Client
	params   *ssm.Client
	machines *sfn.Client
	plans    *scheduler.Client
	db       *dynamodb.Client
	jobs     *glue.Glue
	things   *iot.IoT
	queries  *athena.Athena
	rows     *redshiftdataapiservice.RedshiftDataAPIService
)

func handler(ctx context.Context, event events.SQSEvent) error {
	for _, record := range event.Records {
		for _, step := range []func(context.Context, events.SQSMessage) error{network, named, started, statements} {
			if err := step(ctx, record); err != nil {
				return err
			}
		}
	}
	return nil
}

func network(ctx context.Context, record events.SQSMessage) error {
	_, err := compute.CreateNatGateway(&ec2.CreateNatGatewayInput{SubnetId: &record.Body}) // want `^ec2\.CreateNatGateway creates another one when SQS redelivers the batch; set ClientToken from the MessageId: what the SDK fills in is random`
	if err != nil {
		return err
	}
	_, err = compute.CreateNatGateway(&ec2.CreateNatGatewayInput{SubnetId: &record.Body, ClientToken: &record.MessageId})
	if err != nil {
		return err
	}
	_, err = compute.CreateSnapshot(&ec2.CreateSnapshotInput{VolumeId: &record.Body}) // want `^ec2\.CreateSnapshot creates another one when SQS redelivers the batch; record the MessageId first, with a condition`
	if err != nil {
		return err
	}
	_, err = things.CreateKeysAndCertificate(&iot.CreateKeysAndCertificateInput{}) // want `^iot\.CreateKeysAndCertificate creates another one`
	if err != nil {
		return err
	}
	_, err = compute.CreateTags(&ec2.CreateTagsInput{Resources: []*string{&record.Body}})
	return err
}

// named: a name that is taken makes the second call fail, a random one does not.
func named(ctx context.Context, record events.SQSMessage) error {
	if _, err := secrets.CreateSecret(ctx, &secretsmanager.CreateSecretInput{Name: &record.Body}); err != nil {
		return err
	}
	if _, err := secrets.CreateSecret(ctx, &secretsmanager.CreateSecretInput{Name: aws.String("user/" + uuid.NewString())}); err != nil { // want `^secretsmanager\.CreateSecret writes once more, under another random key`
		return err
	}
	if _, err := plans.CreateScheduleGroup(ctx, &scheduler.CreateScheduleGroupInput{Name: &record.MessageId}); err != nil {
		return err
	}
	_, err := params.CreatePatchBaseline(ctx, &ssm.CreatePatchBaselineInput{Name: &record.Body}) // want `^ssm\.CreatePatchBaseline creates another one`
	return err
}

func started(ctx context.Context, record events.SQSMessage) error {
	if _, err := machines.RedriveExecution(ctx, &sfn.RedriveExecutionInput{ExecutionArn: &record.Body}); err != nil { // want `^sfn\.RedriveExecution starts another run when SQS redelivers the batch; set ClientToken from the MessageId`
		return err
	}
	if _, err := secrets.RotateSecret(ctx, &secretsmanager.RotateSecretInput{SecretId: &record.Body}); err != nil { // want `^secretsmanager\.RotateSecret starts another run`
		return err
	}
	if _, err := secrets.RotateSecret(ctx, &secretsmanager.RotateSecretInput{SecretId: &record.Body, ClientRequestToken: &record.MessageId}); err != nil {
		return err
	}
	if _, err := jobs.StartWorkflowRun(&glue.StartWorkflowRunInput{Name: &record.Body}); err != nil { // want `^glue\.StartWorkflowRun starts another run`
		return err
	}
	_, err := queries.StartSession(&athena.StartSessionInput{ClientRequestToken: aws.String(uuid.NewString())}) // want `^athena\.StartSession repeats in spite of its ClientRequestToken, which is random`
	return err
}

func statements(ctx context.Context, record events.SQSMessage) error {
	_, err := rows.BatchExecuteStatement(&redshiftdataapiservice.BatchExecuteStatementInput{ // want `^redshiftdataapiservice\.BatchExecuteStatement inserts another row`
		Sqls: []*string{aws.String("DELETE FROM a"), aws.String("INSERT INTO b VALUES (1)")},
	})
	if err != nil {
		return err
	}
	_, err = rows.BatchExecuteStatement(&redshiftdataapiservice.BatchExecuteStatementInput{Sqls: []*string{aws.String("DELETE FROM a")}})
	if err != nil {
		return err
	}
	_, err = db.ExecuteStatement(ctx, &dynamodb.ExecuteStatementInput{Statement: aws.String(`UPDATE "t" SET n = n + 1 WHERE id = ?`)}) // want `^dynamodb\.ExecuteStatement adds once more`
	if err != nil {
		return err
	}
	_, err = db.ExecuteStatement(ctx, &dynamodb.ExecuteStatementInput{Statement: aws.String(`INSERT INTO "t" VALUE {'id': ?}`)})
	return err
}

func main() { lambda.Start(handler) }
