package dev.rolecall.lab.demo;

import java.security.SecureRandom;
import java.util.stream.Collectors;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
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
    private static final String ID_ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private static final String SECRET_ALPHABET = ID_ALPHABET + "abcdefghijklmnopqrstuvwxyz01890/+";

    static Control ask(AwsClients clients, String bucket, String key) {
        SecureRandom random = new SecureRandom();
        AwsBasicCredentials nobody = AwsBasicCredentials.create("AKIA" + text(random, ID_ALPHABET, 16), text(random, SECRET_ALPHABET, 40));
        try {
            clients.s3().getObjectAsBytes(get -> get.bucket(bucket).key(key)
                    .overrideConfiguration(sign -> sign.credentialsProvider(StaticCredentialsProvider.create(nobody))));
            return new Control(Outcome.READ, "");
        } catch (S3Exception e) {
            return new Control(e.statusCode() == 403 ? Outcome.REFUSED : Outcome.FAILED, ServiceError.of(e).code());
        }
    }

    private static String text(SecureRandom random, String alphabet, int length) {
        return random.ints(length, 0, alphabet.length()).mapToObj(i -> String.valueOf(alphabet.charAt(i))).collect(Collectors.joining());
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
