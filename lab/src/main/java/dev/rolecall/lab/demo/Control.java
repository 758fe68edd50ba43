package dev.rolecall.lab.demo;

import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;

import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.ServiceError;

/**
 * The control of the experiment: the same object, asked for with a key that nobody has. Where that reads too, nobody looks at who asks,
 * and a read of the workloads proves nothing about permissions.
 *
 * @param outcome what became of it
 * @param code    the error's, or empty
 */
public record Control(Outcome outcome, String code) {
    static Control ask(AwsClients clients, String bucket, String key) {
        AwsCredentials nobody = KeyPair.madeUp().credentials();
        try {
            clients.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)
                    .overrideConfiguration(sign -> sign.credentialsProvider(StaticCredentialsProvider.create(nobody))));
            return new Control(Outcome.READ, "");
        } catch (S3Exception e) {
            return new Control(e.statusCode() == 403 ? Outcome.REFUSED : Outcome.FAILED, ServiceError.of(e).code());
        }
    }

    /** For people. */
    public String sentence() {
        return switch (outcome) {
            case REFUSED -> "The same read with a made-up key was refused (" + code + "): who asks is checked here.";
            case READ ->
                "The same read with a made-up key succeeded, too: nobody checks here who asks, and a read proves nothing about permissions.";
            case FAILED -> "The same read with a made-up key failed (" + code + ").";
        };
    }
}
