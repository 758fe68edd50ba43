package dev.rolecall.cloud.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

import dev.rolecall.cloud.TestCloud;

/** A learner's session with {@code aws s3} and {@code aws s3api}. */
final class StorageOnTheCommandLineTest {
    /** {@code printf 'an object' | md5sum} */
    private static final String ETAG = "\"c5d2e83d5c17a3d29807c060e97c675f\"";
    private static final int PART = 5 * 1024 * 1024;

    @TempDir
    private static Path home;
    private static final TestCloud cloud = new TestCloud();
    private static AwsCli aws;

    @BeforeAll
    static void find() {
        aws = AwsCli.of(cloud, home);
    }

    @AfterAll
    static void stop() {
        cloud.close();
    }

    @Test
    void filesGoUpAndComeBack() throws IOException, InterruptedException {
        Path tree = Files.createDirectories(home.resolve("tree/a folder"));
        Files.writeString(tree.resolve("one+1.txt"), "one");
        Files.writeString(home.resolve("tree/two.txt"), "two");
        Path large = Files.write(home.resolve("large.bin"), new byte[2 * PART + 1]);
        assertThat(aws.run("s3 mb s3://files")).contains("make_bucket: files");
        assertThat(aws.run("s3 ls")).contains(" files");
        assertThat(aws.run("s3 sync tree s3://files/tree")).contains("s3://files/tree/two.txt");
        assertThat(aws.run("s3 sync tree s3://files/tree")).as("nothing is new").isEmpty();
        assertThat(aws.run("s3 ls --recursive s3://files/").lines().map(line -> line.replaceFirst("^\\S+ \\S+ +", "")))
                .containsExactly("3 tree/a folder/one+1.txt", "3 tree/two.txt");
        aws.run("s3 cp s3://files/tree/", home.resolve("back").toString(), "--recursive");
        assertThat(home.resolve("back/a folder/one+1.txt")).hasContent("one");

        aws.run("s3 cp large.bin s3://files/large.bin");
        assertThat(aws.json("s3api head-object --bucket files --key large.bin").path("ETag").asString()).as("came in parts")
                .matches("\"[0-9a-f]{32}-2\"");
        aws.run("s3 cp s3://files/large.bin large.back");
        assertThat(Files.mismatch(large, home.resolve("large.back"))).isEqualTo(-1);

        // Version 1 of the command presigns with Signature Version 2, which S3 does not take of new buckets either, unless it is told so.
        aws.run("configure set default.s3.signature_version s3v4");
        String url = aws.run("s3 presign s3://files/tree/two.txt --expires-in 60").strip();
        try (HttpClient anybody = HttpClient.newHttpClient()) {
            assertThat(anybody.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofString()).body()).isEqualTo("two");
            assertThat(anybody.send(HttpRequest.newBuilder(URI.create(url.replaceFirst("\\?.*", ""))).build(), BodyHandlers.ofString())
                    .statusCode()).isEqualTo(403);
        }
        assertThat(aws.refused("s3 rb s3://files")).contains("(BucketNotEmpty)");
        assertThat(aws.run("s3 rm --recursive s3://files/tree")).contains("delete: s3://files/tree/two.txt");
        assertThat(aws.run("s3 rb --force s3://files")).contains("remove_bucket: files");
        assertThat(aws.refused("s3 ls s3://files")).contains("(NoSuchBucket)");
    }

    @Test
    void objectsAreHandledOneByOne() throws IOException {
        Files.writeString(home.resolve("object.txt"), "an object");
        aws.run("s3api create-bucket --bucket objects");
        for (String key : new String[]{"a", "b", "c"}) {
            assertThat(aws.json("s3api put-object --body object.txt --bucket objects --metadata lesson=roles --key", key).path("ETag")
                    .asString()).isEqualTo(ETAG);
        }
        JsonNode head = aws.json("s3api head-object --bucket objects --key a");
        assertThat(head.path("ContentLength").asLong()).isEqualTo(9);
        assertThat(head.path("Metadata").path("lesson").asString()).isEqualTo("roles");
        assertThat(aws.json("s3api get-object --bucket objects --range bytes=3-5 --key a part.txt").path("ContentRange").asString())
                .isEqualTo("bytes 3-5/9");
        assertThat(home.resolve("part.txt")).hasContent("obj");
        aws.assertPaged("s3api list-objects-v2 --bucket objects", "Contents", 3);

        aws.run("s3api put-object-tagging --bucket objects --key a --tagging TagSet=[{Key=team,Value=blue}]");
        assertThat(aws.json("s3api copy-object --bucket objects --key copied --copy-source objects/a").at("/CopyObjectResult/ETag")
                .asString()).isEqualTo(ETAG);
        assertThat(aws.text("TagSet[].Value", "s3api get-object-tagging --bucket objects --key copied")).isEqualTo("blue");
        aws.run("s3api delete-object --bucket objects --key copied");
        assertThat(aws.refused("s3api head-object --bucket objects --key copied")).contains("(404)", "Not Found");
        assertThat(aws.refused("s3api get-object --bucket objects --key copied none.txt")).contains("(NoSuchKey)");
    }

    @Test
    void anObjectIsPutTogetherFromItsParts() throws IOException {
        Files.write(home.resolve("part1"), new byte[PART]);
        Files.writeString(home.resolve("part2"), "the end");
        aws.run("s3api create-bucket --bucket parts");
        String upload = aws.text("UploadId", "s3api create-multipart-upload --bucket parts --key whole");
        StringBuilder parts = new StringBuilder();
        for (int number = 1; number <= 2; number++) {
            String etag = aws.text("ETag", "s3api upload-part --bucket parts --key whole --part-number " + number + " --body part" + number
                    + " --upload-id", upload);
            parts.append(parts.isEmpty() ? "" : ",").append("{\"PartNumber\": ").append(number).append(", \"ETag\": \"")
                    .append(etag.replace("\"", "\\\"")).append("\"}");
        }
        assertThat(aws.text("Uploads[].Key", "s3api list-multipart-uploads --bucket parts")).isEqualTo("whole");
        assertThat(aws.json("s3api list-parts --bucket parts --key whole --upload-id", upload).path("Parts")).hasSize(2);
        aws.run("s3api complete-multipart-upload --bucket parts --key whole --upload-id", upload, "--multipart-upload",
                "{\"Parts\": [" + parts + "]}");
        assertThat(aws.json("s3api head-object --bucket parts --key whole").path("ContentLength").asLong()).isEqualTo(PART + 7);
        String other = aws.text("UploadId", "s3api create-multipart-upload --bucket parts --key other");
        aws.run("s3api abort-multipart-upload --bucket parts --key other --upload-id", other);
        assertThat(aws.run("s3api list-multipart-uploads --bucket parts")).doesNotContain("\"other\"");
    }

    @Test
    void anUploadThatIsOverTakesNoPartsAndHoldsNoBucketBack() throws IOException {
        Files.writeString(home.resolve("late"), "late");
        aws.run("s3api create-bucket --bucket late");
        String upload = aws.text("UploadId", "s3api create-multipart-upload --bucket late --key whole");
        aws.run("s3api abort-multipart-upload --bucket late --key whole --upload-id", upload);
        for (String call : new String[]{"list-parts", "upload-part --part-number 1 --body late", "abort-multipart-upload",
                "upload-part-copy --part-number 1 --copy-source late/other", "complete-multipart-upload --multipart-upload Parts=[]"}) {
            aws.run("s3api put-object --bucket late --body late --key other");
            assertThat(aws.refused("s3api " + call + " --bucket late --key whole --upload-id", upload)).as(call)
                    .containsAnyOf("(NoSuchUpload)", "(MalformedXML)").doesNotContain("Not Found");
        }
        String open = aws.text("UploadId", "s3api create-multipart-upload --bucket late --key open");
        assertThat(aws.refused("s3api list-parts --bucket late --key another --upload-id", open)).contains("(NoSuchUpload)",
                "The specified upload does not exist.");
        aws.run("s3api upload-part --part-number 1 --body late --bucket late --key open --upload-id", open);
        aws.run("s3api abort-multipart-upload --bucket late --key open --upload-id", open);
        assertThat(aws.run("s3 rb --force s3://late")).contains("remove_bucket: late");
    }

    @Test
    void conditionsAndDigestsAreHeeded() throws IOException {
        Files.writeString(home.resolve("object.txt"), "an object");
        aws.run("s3api create-bucket --bucket conditions");
        aws.run("s3api put-object --bucket conditions --key a --body object.txt");
        assertThat(aws.refused("s3api get-object --bucket conditions --key a none.txt --if-none-match", ETAG)).contains("(304)",
                "Not Modified");
        assertThat(aws.refused("s3api head-object --bucket conditions --key a --if-none-match", ETAG)).contains("(304)");
        assertThat(aws.refused("s3api get-object --bucket conditions --key a none.txt --if-match", "\"0\""))
                .contains("(PreconditionFailed)");
        assertThat(aws.refused("s3api put-object --bucket conditions --key b --body object.txt --content-md5 AAAAAAAAAAAAAAAAAAAAAA=="))
                .contains("(BadDigest)", "The Content-MD5 you specified did not match what we received.");
        assertThat(aws.refused("s3api put-object --bucket conditions --key b --body object.txt --content-md5 AAAA"))
                .contains("(InvalidDigest)");
        assertThat(aws.refused("s3api put-object --bucket conditions --key b --body object.txt --checksum-sha256 "
                + "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=")).contains("(BadDigest)", "did not match the calculated checksum");
        assertThat(aws.refused("s3api head-object --bucket conditions --key b")).as("nothing is stored").contains("(404)");
    }

    @Test
    void ownersAndAddressesAreThoseThatThereAre() throws IOException {
        Files.writeString(home.resolve("object.txt"), "an object");
        aws.run("s3api create-bucket --bucket owned");
        aws.run("s3api put-object --bucket owned --key a --body object.txt");
        String owner = aws.text("Owner.ID", "s3api list-buckets");
        assertThat(owner).matches("[0-9a-f]{64}");
        assertThat(aws.text("Contents[].Owner.ID", "s3api list-objects --bucket owned")).isEqualTo(owner);
        assertThat(aws.text("Contents[].Owner.ID", "s3api list-objects-v2 --fetch-owner --bucket owned")).isEqualTo(owner);
        assertThat(aws.text("Versions[].Owner.ID", "s3api list-object-versions --bucket owned")).isEqualTo(owner);
        String upload = aws.text("UploadId", "s3api create-multipart-upload --bucket owned --key whole");
        assertThat(aws.text("Uploads[].[Owner.ID, Initiator.ID][]", "s3api list-multipart-uploads --bucket owned").split("\\s+"))
                .containsOnly(owner);
        String etag = aws.text("ETag", "s3api upload-part --part-number 1 --body object.txt --bucket owned --key whole --upload-id",
                upload);
        JsonNode parts = aws.json("s3api list-parts --bucket owned --key whole --upload-id", upload);
        assertThat(parts.at("/Owner/ID").asString()).isEqualTo(owner);
        assertThat(parts.toString()).doesNotContain("umat-user", "CustomersName");
        assertThat(aws.text("Location", "s3api complete-multipart-upload --bucket owned --key whole --upload-id", upload,
                "--multipart-upload", "{\"Parts\": [{\"PartNumber\": 1, \"ETag\": \"" + etag.replace("\"", "") + "\"}]}"))
                .isEqualTo(cloud.endpoint() + "/owned/whole");
    }

    @Test
    void settingsOfABucketAreThoseThatANewOneHas() {
        aws.run("s3api create-bucket --bucket settings");
        assertThat(aws.text("ServerSideEncryptionConfiguration.Rules[].ApplyServerSideEncryptionByDefault.SSEAlgorithm",
                "s3api get-bucket-encryption --bucket settings")).isEqualTo("AES256");
        assertThat(aws.refused("s3api get-bucket-tagging --bucket settings")).contains("(NoSuchTagSet)", "The TagSet does not exist");
        aws.run("s3api put-public-access-block --bucket settings --public-access-block-configuration BlockPublicAcls=true");
        assertThat(aws.json("s3api get-public-access-block --bucket settings").path("PublicAccessBlockConfiguration").toString())
                .isEqualTo("{\"BlockPublicAcls\":true,\"IgnorePublicAcls\":false,\"BlockPublicPolicy\":false,"
                        + "\"RestrictPublicBuckets\":false}");
        aws.run("s3api delete-public-access-block --bucket settings");
        assertThat(aws.refused("s3api get-public-access-block --bucket settings")).contains("(NoSuchPublicAccessBlockConfiguration)",
                "The public access block configuration was not found");
        assertThat(aws.refused("s3api create-bucket --object-lock-enabled-for-bucket --bucket locked")).contains("(NotImplemented)");
    }

    @Test
    void aBucketPolicyLetsSomebodyInAndKeepsOthersOut() throws IOException {
        Files.writeString(home.resolve("guarded.txt"), "guarded");
        aws.run("s3 mb s3://guarded");
        aws.run("s3 cp guarded.txt s3://guarded/guarded.txt");
        AwsCli reader = aws.as(cloud.user("reader", Optional.empty()));
        assertThat(reader.refused("s3 cp s3://guarded/guarded.txt got.txt")).contains("403", "Forbidden");
        assertThat(reader.refused("s3api get-object --bucket guarded --key guarded.txt got.txt")).contains("(AccessDenied)",
                "user/reader is not authorized to perform: s3:GetObject on resource: \"arn:aws:s3:::guarded/guarded.txt\"");
        aws.run("s3api put-bucket-policy --bucket guarded --policy", """
                {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::guarded/*",
                 "Principal": {"AWS": "arn:aws:iam::%s:user/reader"}}]}""".formatted(TestCloud.ACCOUNT));
        assertThat(aws.text("Policy", "s3api get-bucket-policy --bucket guarded")).contains("user/reader");
        reader.run("s3 cp s3://guarded/guarded.txt got.txt");
        assertThat(home.resolve("got.txt")).hasContent("guarded");
        assertThat(reader.refused("s3 ls s3://guarded")).contains("(AccessDenied)", "s3:ListBucket");
        aws.run("s3api delete-bucket-policy --bucket guarded");
        assertThat(reader.refused("s3 cp s3://guarded/guarded.txt got.txt")).contains("403");
        assertThat(aws.refused("s3api get-bucket-policy --bucket guarded")).contains("(NoSuchBucketPolicy)");
    }

    @Test
    void whatIsNotThereSaysSo() {
        aws.run("s3 mb s3://plain");
        assertThat(aws.refused("s3api put-bucket-website --bucket plain --website-configuration IndexDocument={Suffix=i.html}"))
                .contains("(NotImplemented)");
        for (String call : new String[]{"get-bucket-acl", "get-bucket-policy-status", "get-bucket-lifecycle-configuration"}) {
            assertThat(aws.refused("s3api " + call + " --bucket plain")).as(call).contains("(NotImplemented)", "This local cloud does not");
        }
    }
}
