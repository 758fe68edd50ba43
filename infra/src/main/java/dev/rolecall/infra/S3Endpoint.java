package dev.rolecall.infra;

import java.util.List;

import software.amazon.awscdk.services.ec2.GatewayVpcEndpoint;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointAwsService;
import software.amazon.awscdk.services.ec2.GatewayVpcEndpointOptions;
import software.amazon.awscdk.services.ec2.Vpc;
import software.amazon.awscdk.services.iam.PolicyStatement;
import software.amazon.awscdk.services.iam.StarPrincipal;

/**
 * The way to S3 of one of the lab's networks: a gateway endpoint, which costs nothing, with a policy that lets through what the workloads there fetch and no
 * other request, whoever makes it.
 */
final class S3Endpoint {
    private final GatewayVpcEndpoint endpoint;

    S3Endpoint(Vpc vpc, LessonBucket bucket, Program program) {
        endpoint = vpc.addGatewayEndpoint("S3", GatewayVpcEndpointOptions.builder().service(GatewayVpcEndpointAwsService.S3).build());
        alsoLets("ReadLesson", bucket.objectsArn());
        alsoLets("FetchProgram", program.objectArn());
    }

    /** Lets reads of more objects through. */
    void alsoLets(String sid, String objects) {
        endpoint.addToPolicy(PolicyStatement.Builder.create().sid(sid).principals(List.of(new StarPrincipal()))
                .actions(List.of("s3:GetObject")).resources(List.of(objects)).build());
    }
}
