package dev.rolecall.lab.target;

import java.util.ArrayDeque;
import java.util.Deque;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.model.NoSuchBucketException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;

/**
 * What {@code cdk bootstrap} leaves in an account, as far as a deployment of files needs it, in an emulator that has none: made where it is
 * missing, and taken away at the end.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html">Bootstrap your environment</a>
 */
public final class EmulatedBootstrap implements AutoCloseable {
    private static final String QUALIFIER = "cdk-hnb659fds";
    private static final String VERSION_PARAMETER = "/cdk-bootstrap/hnb659fds/version";
    /** The version that the bootstrap template of the pinned CDK CLI writes. */
    private static final String VERSION = "33";
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "cloudformation.amazonaws.com"}}]}""";

    private final AwsClients clients;
    private final String place;
    private final Deque<Runnable> undo = new ArrayDeque<>();

    private EmulatedBootstrap(Target target) {
        this.clients = new AwsClients(target);
        this.place = target.account() + "-" + target.region();
    }

    /**
     * Makes what is missing.
     *
     * @throws LabException when the emulator lets nobody make a bucket, a parameter or a role
     */
    public static EmulatedBootstrap in(Target target) {
        EmulatedBootstrap bootstrap = new EmulatedBootstrap(target);
        try {
            bootstrap.bucket();
            bootstrap.parameter();
            bootstrap.role();
            return bootstrap;
        } catch (SdkException e) {
            bootstrap.close();
            throw new LabException(ExitCode.MISSING, "The endpoint has no CDK bootstrap, and none could be made: "
                    + reason(e), e);
        }
    }

    private void bucket() {
        String bucket = QUALIFIER + "-assets-" + place;
        if (!exists(() -> clients.s3().headBucket(head -> head.bucket(bucket)))) {
            clients.s3().createBucket(create -> create.bucket(bucket));
            undo.push(() -> {
                clients.s3().listObjectsV2Paginator(list -> list.bucket(bucket)).contents()
                        .forEach(object -> clients.s3().deleteObject(delete -> delete.bucket(bucket).key(object.key())));
                clients.s3().deleteBucket(delete -> delete.bucket(bucket));
            });
        }
    }

    private void parameter() {
        if (!exists(() -> clients.ssm().getParameter(get -> get.name(VERSION_PARAMETER)))) {
            clients.ssm().putParameter(put -> put.name(VERSION_PARAMETER).value(VERSION).type(ParameterType.STRING));
            undo.push(() -> clients.ssm().deleteParameter(delete -> delete.name(VERSION_PARAMETER)));
        }
    }

    private void role() {
        String role = QUALIFIER + "-cfn-exec-role-" + place;
        if (!exists(() -> clients.iam().getRole(get -> get.roleName(role)))) {
            clients.iam().createRole(create -> create.roleName(role).assumeRolePolicyDocument(TRUST));
            undo.push(() -> clients.iam().deleteRole(delete -> delete.roleName(role)));
            clients.iam().attachRolePolicy(attach -> attach.roleName(role).policyArn(ADMINISTRATOR));
            undo.push(() -> clients.iam().detachRolePolicy(detach -> detach.roleName(role).policyArn(ADMINISTRATOR)));
        }
    }

    private static boolean exists(Runnable look) {
        try {
            look.run();
            return true;
        } catch (NoSuchBucketException | NoSuchEntityException | ParameterNotFoundException e) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static @Nullable String reason(SdkException e) {
        return e instanceof AwsServiceException service && service.awsErrorDetails() != null
                ? service.awsErrorDetails().errorMessage()
                : e.getMessage();
    }

    /** Leaves what was made to an emulator that is about to end. */
    public void forget() {
        undo.clear();
        close();
    }

    @Override
    public void close() {
        for (Runnable step = undo.poll(); step != null; step = undo.poll()) {
            try {
                step.run();
            } catch (SdkException e) {
                System.getLogger(EmulatedBootstrap.class.getName()).log(System.Logger.Level.DEBUG, "could not be taken away", e);
            }
        }
        clients.close();
    }
}
