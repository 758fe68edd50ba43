package dev.rolecall.cloud.lambda;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

import dev.rolecall.cloud.api.AwsException;
import dev.rolecall.cloud.api.Caller;
import dev.rolecall.cloud.api.Parameters;

/**
 * A function's deployment package, placed so that the runtime finds it. A jar goes into the task root's {@code lib} as it is, which the
 * runtime reads too and which saves unpacking thousands of classes; an archive that brings its own {@code lib/} is unpacked as on AWS.
 *
 * @param size   in bytes, of the package
 * @param sha256 base64
 */
record FunctionCode(long size, String sha256) {
    /** @see <a href="https://docs.aws.amazon.com/lambda/latest/dg/gettingstarted-limits.html">Lambda quotas: 250 MB, unzipped</a> */
    private static final long UNZIPPED_BYTES = 262_144_000;

    static FunctionCode place(Parameters code, ObjectSource objects, Caller caller, CodeArchives archives, Path taskRoot) {
        try (InputStream content = open(code, objects, caller)) {
            return place(content, archives, taskRoot);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The same of a package that was kept. */
    static FunctionCode placeAgain(FunctionCode kept, CodeArchives archives, Path taskRoot) throws IOException {
        try (InputStream content = archives.open(kept)) {
            return place(content, archives, taskRoot);
        }
    }

    private static FunctionCode place(InputStream content, CodeArchives archives, Path taskRoot) throws IOException {
        try {
            Path archive = Files.createDirectories(taskRoot.resolve("lib")).resolve("function.jar");
            Files.copy(content, archive);
            FunctionCode placed = new FunctionCode(Files.size(archive), sha256(archive));
            try (ZipFile zip = new ZipFile(archive.toFile())) {
                checkSize(zip);
                archives.keep(archive, placed);
                if (!bringsLibraries(zip)) {
                    return placed;
                }
                unpack(zip, archive, taskRoot);
            }
            Files.delete(archive);
            return placed;
        } catch (ZipException e) {
            throw invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
    }

    private static InputStream open(Parameters code, ObjectSource objects, Caller caller) {
        Optional<String> zip = code.optional("ZipFile");
        if (zip.isPresent()) {
            return new ByteArrayInputStream(decoded(zip.get()));
        }
        String bucket = code.optional("S3Bucket").orElseThrow(() -> invalid("Please provide a source for function code."));
        String key = code.optional("S3Key").orElseThrow(() -> invalid("Please provide a source for function code."));
        try {
            return objects.open(caller, bucket, key);
        } catch (AwsException e) {
            if (e.status() == 403) {
                throw new AwsException("AccessDeniedException", 403,
                        "Your access has been denied by S3, please make sure your request credentials "
                                + "have permission to GetObject for " + bucket + "/" + key + ". S3 Error Code: " + e.code()
                                + ". S3 Error Message: "
                                + e.getMessage());
            }
            throw invalid("Error occurred while GetObject. S3 Error Code: " + e.code() + ". S3 Error Message: " + e.getMessage());
        }
    }

    private static byte[] decoded(String zip) {
        try {
            return Base64.getMimeDecoder().decode(zip);
        } catch (IllegalArgumentException e) {
            throw invalid("Could not unzip uploaded file. Please check your file, then try to upload again.");
        }
    }

    private static void checkSize(ZipFile zip) {
        if (zip.stream().mapToLong(ZipEntry::getSize).sum() > UNZIPPED_BYTES) {
            throw invalid("Unzipped size must be smaller than " + UNZIPPED_BYTES + " bytes");
        }
    }

    private static boolean bringsLibraries(ZipFile zip) {
        return zip.stream().anyMatch(entry -> entry.getName().startsWith("lib/") && entry.getName().endsWith(".jar"));
    }

    private static void unpack(ZipFile zip, Path archive, Path taskRoot) throws IOException {
        for (ZipEntry entry : zip.stream().toList()) {
            Path target = taskRoot.resolve(entry.getName()).normalize();
            if (!target.startsWith(taskRoot)) {
                throw new ZipException("An entry leads out of the task root.");
            }
            if (entry.isDirectory()) {
                Files.createDirectories(target);
            } else if (!target.equals(archive)) {
                Files.createDirectories(target.getParent());
                try (InputStream content = zip.getInputStream(entry);
                        FileChannel file = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                    // No more than the size that was counted, whatever the entry unpacks to.
                    file.transferFrom(Channels.newChannel(content), 0, entry.getSize());
                }
            }
        }
    }

    private static String sha256(Path file) throws IOException {
        try (InputStream content = Files.newInputStream(file)) {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            byte[] buffer = new byte[64 * 1024];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                digest.update(buffer, 0, count);
            }
            return Base64.getEncoder().encodeToString(digest.digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static AwsException invalid(String message) {
        return new AwsException("InvalidParameterValueException", 400, message);
    }
}
