package dev.rolecall.lab.target.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.iam.IamClient;
import software.amazon.awssdk.services.organizations.OrganizationsClient;
import software.amazon.awssdk.services.organizations.model.AwsOrganizationsNotInUseException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.GetCallerIdentityResponse;
import software.amazon.awssdk.utils.SdkAutoCloseable;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.ClientSetup;
import dev.rolecall.lab.target.ServiceError;

/** Looks at an account without changing anything: whose it is, and what it is for. */
final class Look {
    private final Connection connection;

    Look(Connection connection) {
        this.connection = connection;
    }

    /** @throws LabException when there are no credentials, or they are not accepted, or nobody answers */
    Runner runner() {
        AwsCredentials credentials = resolve();
        try (ClientSetup clients = connection.clients(); StsClient sts = clients.build(StsClient.builder())) {
            GetCallerIdentityResponse caller = sts.getCallerIdentity();
            return new Runner(caller.account(), caller.arn(), credentials instanceof AwsSessionCredentials, credentials.expirationTime());
        } catch (AwsServiceException e) {
            throw LabException
                    .missing("The AWS credentials are not accepted by " + connection.place() + " (" + ServiceError.of(e).code() + ")"
                            + (connection.endpoint().isPresent() ? "." : ": renew them, for example with aws sso login or aws login."));
        } catch (SdkClientException e) {
            throw LabException.missing("There is no answer from " + connection.place() + ": " + firstSentence(e) + ".");
        }
    }

    private AwsCredentials resolve() {
        try {
            return connection.credentials().resolveCredentials();
        } catch (SdkClientException | IllegalArgumentException | IllegalStateException e) {
            throw LabException.missing("No AWS credentials were found: choose a profile with --profile or AWS_PROFILE, or sign in first"
                    + " (aws sso login, aws login).");
        }
    }

    /** The management account of the account's organisation, where there is one. */
    Seen<Optional<String>> managementAccount() {
        return see(Optional.empty(), OrganizationsClient::builder,
                organizations -> Optional.ofNullable(organizations.describeOrganization().organization().masterAccountId()));
    }

    /** The account's aliases; AWS allows one. */
    Seen<List<String>> aliases() {
        return see(List.of(), IamClient::builder, iam -> iam.listAccountAliases().accountAliases());
    }

    /** A runner may lack the permission: then the rail that needs to know is not there, and the person has to be told so. */
    private <T, B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C extends SdkAutoCloseable> Seen<T> see(T nothing,
            Supplier<B> builder, Function<C, T> question) {
        try (ClientSetup clients = connection.clients(); C client = clients.build(builder.get())) {
            return Seen.clearly(question.apply(client));
        } catch (AwsOrganizationsNotInUseException e) {
            return Seen.clearly(nothing);
        } catch (AwsServiceException e) {
            return Seen.behind(ServiceError.of(e).code(), nothing);
        } catch (SdkClientException e) {
            return Seen.behind(firstSentence(e), nothing);
        }
    }

    private static String firstSentence(SdkClientException e) {
        String message = String.valueOf(e.getMessage());
        return message.lines().findFirst().orElse("").replaceFirst("\\. .*|\\.$", "");
    }
}
