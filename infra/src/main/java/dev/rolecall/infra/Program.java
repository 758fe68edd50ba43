package dev.rolecall.infra;

import java.nio.file.Files;
import java.nio.file.Path;

import software.amazon.awscdk.services.lambda.AssetCode;
import software.amazon.awscdk.services.lambda.Code;
import software.amazon.awscdk.services.s3.assets.Asset;
import software.amazon.awscdk.services.s3.assets.AssetProps;
import software.constructs.Construct;

/** The functions' jar as an object in the bootstrap bucket: code of a function, and the program that an instance fetches for itself. */
final class Program extends Construct {
    private final Jar jar;
    private final Asset asset;

    /** A jar that is there. */
    record Jar(Path path) {}

    Program(Construct scope, String id, Jar jar) {
        super(scope, id);
        this.jar = jar;
        asset = new Asset(this, "Jar", AssetProps.builder().path(jar.path().toString()).build());
    }

    static Jar jar(Path path) {
        if (!Files.isRegularFile(path)) {
            throw new SettingsException("The functions' jar is not at " + path + ": build it first (./mvnw -pl functions package).");
        }
        return new Jar(path);
    }

    /** The same object as the code of a function. */
    AssetCode code() {
        return Code.fromAsset(jar.path().toString());
    }

    /** The ARN of this one object. */
    String objectArn() {
        return asset.getBucket().arnForObjects(asset.getS3ObjectKey());
    }

    /** The object's address as the AWS CLI takes it. */
    String url() {
        return asset.getS3ObjectUrl();
    }
}
