package dev.rolecall.lab.target;

import java.util.List;
import java.util.Optional;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.cloudformation.model.StackStatus;
import software.amazon.awssdk.services.iam.model.NoSuchEntityException;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.ssm.model.ParameterNotFoundException;
import software.amazon.awssdk.services.ssm.model.ParameterType;

import dev.rolecall.lab.ExitCode;
import dev.rolecall.lab.LabException;

/**
 * What {@code cdk bootstrap} leaves in an account, as far as a deployment of files needs it, for an emulator that has none. The role carries a
 * mark, so that what was made here is known later and taken away when no stack needs it any more; what was there before stays.
 *
 * @see <a href="https://docs.aws.amazon.com/cdk/v2/guide/bootstrapping-env.html">Bootstrap your environment</a>
 */
public final class EmulatedBootstrap {
    private static final String QUALIFIER = "cdk-hnb659fds";
    private static final String VERSION_PARAMETER = "/cdk-bootstrap/hnb659fds/version";
    /** The version that the bootstrap template of the pinned CDK CLI writes. */
    private static final String VERSION = "33";
    private static final String ADMINISTRATOR = "arn:aws:iam::aws:policy/AdministratorAccess";
    private static final String MARK = "Made by rolecall, which takes it away with the last stack of a lab";
    private static final String WITH_BUCKET = ", and the bucket too";
    private static final String WITH_PARAMETER = ", and the parameter too";
    private static final String TRUST = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole",
             "Principal": {"Service": "cloudformation.amazonaws.com"}}]}""";

    private final AwsClients clients;
    private final String bucket;
    private final String role;

    private EmulatedBootstrap(Target target, AwsClients clients) {
        String place = target.account() + "-" + target.region();
        this.clients = clients;
        this.bucket = QUALIFIER + "-assets-" + place;
        this.role = QUALIFIER + "-cfn-exec-role-" + place;
    }

    /**
     * Makes what is missing.
     *
     * @throws LabException when the emulator lets nobody make a bucket, a parameter or a role
     */
    public static void ensure(Target target) {
        try (AwsClients clients = new AwsClients(target)) {
            new EmulatedBootstrap(target, clients).make();
        } catch (SdkException e) {
            throw new LabException(ExitCode.MISSING, "The endpoint has no CDK bootstrap, and none could be made: " + reason(e), e);
        }
    }

    /** Takes away what {@link #ensure} made, unless a stack is left; an emulator that is gone or refuses keeps what it has. */
    public static void removeUnused(Target target) {
        try (AwsClients clients = new AwsClients(target)) {
            EmulatedBootstrap bootstrap = new EmulatedBootstrap(target, clients);
            bootstrap.mark().filter(_ -> bootstrap.isUnused()).ifPresent(bootstrap::remove);
        } catch (SdkException e) {
            System.getLogger(EmulatedBootstrap.class.getName()).log(System.Logger.Level.DEBUG, "could not be taken away", e);
        }
    }

    private void make() {
        boolean bucketMissing = !exists(() -> clients.s3().headBucket(head -> head.bucket(bucket)));
        boolean parameterMissing = !exists(() -> clients.ssm().getParameter(get -> get.name(VERSION_PARAMETER)));
        if (!exists(() -> clients.iam().getRole(get -> get.roleName(role)))) {
            String mark = MARK + (bucketMissing ? WITH_BUCKET : "") + (parameterMissing ? WITH_PARAMETER : "");
            clients.iam().createRole(create -> create.roleName(role).assumeRolePolicyDocument(TRUST).description(mark));
            clients.iam().attachRolePolicy(attach -> attach.roleName(role).policyArn(ADMINISTRATOR));
        }
        if (bucketMissing) {
            clients.s3().createBucket(create -> create.bucket(bucket));
        }
        if (parameterMissing) {
            clients.ssm().putParameter(put -> put.name(VERSION_PARAMETER).value(VERSION).type(ParameterType.STRING));
        }
    }

    /** The role's mark; empty where there is no role, or it is somebody else's. */
    private Optional<String> mark() {
        return exists(() -> clients.iam().getRole(get -> get.roleName(role)))
                ? Optional.ofNullable(clients.iam().getRole(get -> get.roleName(role)).role().description())
                        .filter(text -> text.startsWith(MARK))
                : Optional.empty();
    }

    private boolean isUnused() {
        return clients.cloudFormation().listStacksPaginator().stackSummaries().stream()
                .allMatch(stack -> stack.stackStatus() == StackStatus.DELETE_COMPLETE);
    }

    /** The role last: as long as something else could not be taken away, its mark is needed. */
    private void remove(String mark) {
        if (mark.contains(WITH_BUCKET) && exists(() -> clients.s3().headBucket(head -> head.bucket(bucket)))) {
            List<String> keys = clients.s3().listObjectsV2Paginator(list -> list.bucket(bucket)).contents().stream()
                    .map(object -> object.key())
                    .toList();
            keys.forEach(key -> clients.s3().deleteObject(delete -> delete.bucket(bucket).key(key)));
            clients.s3().deleteBucket(delete -> delete.bucket(bucket));
        }
        if (mark.contains(WITH_PARAMETER) && exists(() -> clients.ssm().getParameter(get -> get.name(VERSION_PARAMETER)))) {
            clients.ssm().deleteParameter(delete -> delete.name(VERSION_PARAMETER));
        }
        clients.iam().detachRolePolicy(detach -> detach.roleName(role).policyArn(ADMINISTRATOR));
        clients.iam().deleteRole(delete -> delete.roleName(role));
    }

    private static boolean exists(Runnable look) {
        try {
            look.run();
            return true;
        } catch (NoSuchEntityException | ParameterNotFoundException e) {
            return false;
        } catch (S3Exception e) {
            if (e.statusCode() == 404) {
                return false;
            }
            throw e;
        }
    }

    private static @Nullable String reason(SdkException e) {
        return e instanceof AwsServiceException service ? ServiceError.of(service).message() : e.getMessage();
    }
}
