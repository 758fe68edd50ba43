package dev.rolecall.iam.check;

import java.util.List;
import java.util.Optional;

/**
 * A way to permissions that were not given.
 *
 * @param needs      the actions that it takes
 * @param passedTo   the service that a role has to be passed to, where it takes {@code iam:PassRole}
 * @param everywhere whether it is one only where it works on all resources: whoever may do it to what is theirs is meant to
 * @param how        what it comes to
 */
record Escalation(List<String> needs, Optional<String> passedTo, boolean everywhere, String how) {
    private static final String TO_ITSELF = "gives what it likes to itself";
    private static final String AS_USER = "becomes any user";

    /** Those that are known publicly, by what they need. */
    static final List<Escalation> KNOWN = List.of(//
            own(TO_ITSELF, "iam:CreatePolicyVersion"), own("brings back a version that allowed more", "iam:SetDefaultPolicyVersion"),
            own(TO_ITSELF, "iam:AttachUserPolicy"), own(TO_ITSELF, "iam:AttachGroupPolicy"), own(TO_ITSELF, "iam:AttachRolePolicy"),
            own(TO_ITSELF, "iam:PutUserPolicy"), own(TO_ITSELF, "iam:PutGroupPolicy"), own(TO_ITSELF, "iam:PutRolePolicy"),
            own("joins the administrators", "iam:AddUserToGroup"), own("becomes any role", "iam:UpdateAssumeRolePolicy"),
            own(AS_USER, "iam:CreateAccessKey"), own(AS_USER, "iam:CreateLoginProfile"), own(AS_USER, "iam:UpdateLoginProfile"),
            own("takes its limit away", "iam:DeleteRolePermissionsBoundary"),
            own("takes its limit away", "iam:DeleteUserPermissionsBoundary"),
            own("changes its limit", "iam:PutRolePermissionsBoundary"), own("changes its limit", "iam:PutUserPermissionsBoundary"),
            passing("ec2.amazonaws.com", "starts an instance with any role", "ec2:RunInstances"),
            passing("lambda.amazonaws.com", "runs a function with any role", "lambda:CreateFunction", "lambda:InvokeFunction"),
            passing("lambda.amazonaws.com", "has an event run a function with any role", "lambda:CreateFunction",
                    "lambda:CreateEventSourceMapping"),
            passing("lambda.amazonaws.com", "lets anybody run a function with any role", "lambda:CreateFunction", "lambda:AddPermission"),
            passing("cloudformation.amazonaws.com", "creates a stack with any role", "cloudformation:CreateStack"),
            passing("glue.amazonaws.com", "opens a shell with any role", "glue:CreateDevEndpoint"),
            passing("glue.amazonaws.com", "runs a job with any role", "glue:CreateJob", "glue:StartJobRun"),
            passing("sagemaker.amazonaws.com", "opens a notebook with any role", "sagemaker:CreateNotebookInstance",
                    "sagemaker:CreatePresignedNotebookInstanceUrl"),
            passing("sagemaker.amazonaws.com", "runs a job with any role", "sagemaker:CreateTrainingJob"),
            passing("sagemaker.amazonaws.com", "runs a job with any role", "sagemaker:CreateProcessingJob"),
            passing("ecs-tasks.amazonaws.com", "runs a task with any role", "ecs:RegisterTaskDefinition", "ecs:RunTask"),
            passing("ecs-tasks.amazonaws.com", "runs a service with any role", "ecs:RegisterTaskDefinition", "ecs:CreateService"),
            passing("codebuild.amazonaws.com", "runs a build with any role", "codebuild:CreateProject", "codebuild:StartBuild"),
            passing("states.amazonaws.com", "calls AWS with any role", "states:CreateStateMachine", "states:StartExecution"),
            passing("scheduler.amazonaws.com", "calls AWS with any role", "scheduler:CreateSchedule"),
            passing("ssm.amazonaws.com", "calls AWS with any role", "ssm:StartAutomationExecution"),
            using("puts its code into any function", "lambda:UpdateFunctionCode"),
            using("puts its code into any function, as a layer", "lambda:UpdateFunctionConfiguration"),
            using("puts its commands into any instance's user data", "ec2:ModifyInstanceAttribute", "ec2:StopInstances",
                    "ec2:StartInstances"),
            using("runs commands on any instance", "ssm:SendCommand"), using("opens a shell on any instance", "ssm:StartSession"),
            using("opens a shell on any instance", "ec2-instance-connect:SendSSHPublicKey"),
            using("opens a shell on any development endpoint", "glue:UpdateDevEndpoint"),
            using("becomes any role that trusts the account", "sts:AssumeRole"));

    private static Escalation own(String how, String action) {
        return new Escalation(List.of(action), Optional.empty(), false, how);
    }

    private static Escalation passing(String service, String how, String... actions) {
        return new Escalation(List.of(actions), Optional.of(service), false, how);
    }

    private static Escalation using(String how, String... actions) {
        return new Escalation(List.of(actions), Optional.empty(), true, how);
    }
}
