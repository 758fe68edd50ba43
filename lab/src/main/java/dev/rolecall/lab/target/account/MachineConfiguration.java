package dev.rolecall.lab.target.account;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;

import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.target.Reach;
import dev.rolecall.lab.target.TargetRequest;

/** Region, credentials and endpoint as the SDK and the AWS CLI take them from options, environment and profile. */
final class MachineConfiguration {
    private static final String ENDPOINT = "AWS_ENDPOINT_URL";
    private static final List<String> SERVICES = List.of("", "_CLOUDFORMATION", "_CLOUDWATCH_LOGS", "_EC2", "_IAM", "_LAMBDA", "_S3",
            "_SCHEDULER", "_SSM", "_STS", "_RESOURCE_GROUPS_TAGGING_API", "_ORGANIZATIONS");
    /** Where an endpoint of somebody's own is asked and nobody said which region. */
    private static final String ANY_REGION = "us-east-1";

    private final Function<String, @Nullable String> environment;
    private final TargetRequest request;

    MachineConfiguration(TargetRequest request, Function<String, @Nullable String> environment) {
        this.request = request;
        this.environment = environment;
    }

    /** @throws LabException when something of it is missing or does not fit together */
    Connection connection() {
        try {
            if (request.endpoint().isEmpty()) {
                refuseRedirection();
            }
            return new Connection(request.endpoint(), region(), credentials(), Reach.AS_CONFIGURED, List.of());
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw LabException.missing("The AWS configuration of this machine could not be read: " + e.getMessage());
        }
    }

    private String region() {
        if (request.region().isPresent()) {
            return request.region().get();
        }
        try {
            DefaultAwsRegionProviderChain.Builder chain = DefaultAwsRegionProviderChain.builder();
            request.profile().ifPresent(chain::profileName);
            return chain.build().getRegion().id();
        } catch (SdkClientException e) {
            if (request.endpoint().isPresent()) {
                return ANY_REGION;
            }
            throw LabException.missing("No region was found: set one in the profile or in AWS_REGION, or give --region.");
        }
    }

    /** A profile that was named wins over variables of the environment, as with the AWS CLI. */
    private AwsCredentialsProvider credentials() {
        return request.profile().<AwsCredentialsProvider>map(ProfileCredentialsProvider::create)
                .orElseGet(() -> DefaultCredentialsProvider.builder().build());
    }

    /** Whoever asks for AWS must not be served by something else, and be told that it was AWS. */
    private void refuseRedirection() {
        if ("true".equalsIgnoreCase(environment.apply("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS"))) {
            return;
        }
        Optional<String> variable = SERVICES.stream().map(service -> ENDPOINT + service)
                .filter(name -> environment.apply(name) != null && !String.valueOf(environment.apply(name)).isBlank()).findFirst();
        Optional<String> place = variable.or(this::redirectedProfile);
        if (place.isPresent()) {
            throw LabException
                    .wrongInput(place.get() + " leads to another endpoint than AWS's: unset it, or give the address with --endpoint.");
        }
    }

    private Optional<String> redirectedProfile() {
        String name = request.profile().orElseGet(ProfileFileSystemSetting.AWS_PROFILE::getStringValueOrThrow);
        return ProfileFile.defaultProfileFile().profile(name)
                .filter(profile -> profile.property("endpoint_url").isPresent() || profile.property("services").isPresent())
                .map(profile -> "The profile " + name);
    }
}
