package dev.rolecall.lab.demo;

import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.services.s3.model.S3Exception;
import software.amazon.awssdk.services.sts.model.StsException;

import dev.rolecall.lab.target.AwsClients;
import dev.rolecall.lab.target.ServiceError;

/**
 * The control of the experiment: the same object, asked for with a key that nobody has. Where that reads too, nobody looks at who asks,
 * and a read of the workloads proves nothing about permissions.
 *
 * @param asked   what was tried, to begin a sentence with
 * @param outcome what became of it
 * @param code    the error's, or empty
 */
public record Control(String asked, Outcome outcome, String code) {
    private static final int FORBIDDEN = 403;

    public Control(Outcome outcome, String code) {
        this("The same read", outcome, code);
    }

    /** Where there is no object: who one is, asked with such a key. */
    public static Control withoutLesson(AwsClients clients) {
        String asked = "A question to STS";
        try {
            clients.sts().getCallerIdentity(get -> get.overrideConfiguration(sign -> sign.credentialsProvider(nobody())));
            return new Control(asked, Outcome.READ, "");
        } catch (StsException e) {
            return new Control(asked, e.statusCode() == FORBIDDEN ? Outcome.REFUSED : Outcome.FAILED, ServiceError.of(e).code());
        }
    }
    static Control ask(AwsClients clients, String bucket, String key) {
        try {
            clients.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)
                    .overrideConfiguration(sign -> sign.credentialsProvider(nobody())));
            return new Control(Outcome.READ, "");
        } catch (S3Exception e) {
            return new Control(e.statusCode() == FORBIDDEN ? Outcome.REFUSED : Outcome.FAILED, ServiceError.of(e).code());
        }
    }

    private static AwsCredentialsProvider nobody() {
        return StaticCredentialsProvider.create(KeyPair.madeUp().credentials());
    }

    /** For people. */
    public String sentence() {
        return switch (outcome) {
            case REFUSED -> asked + " with a made-up key was refused (" + code + "): who asks is checked here.";
            case READ ->
                asked + " with a made-up key succeeded, too: nobody checks here who asks, and a read proves nothing about permissions.";
            case FAILED -> asked + " with a made-up key failed (" + code + ").";
        };
    }
}
