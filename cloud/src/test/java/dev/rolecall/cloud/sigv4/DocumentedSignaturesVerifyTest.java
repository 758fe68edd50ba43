package dev.rolecall.cloud.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.LongStream;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The worked examples of S3's documentation, with its example key.
 *
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sig-v4-header-based-auth.html">Header-based authentication</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-query-string-auth.html">Query parameters</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming.html">Multiple chunks</a>
 * @see <a href="https://docs.aws.amazon.com/AmazonS3/latest/API/sigv4-streaming-trailers.html">Trailing headers</a>
 */
class DocumentedSignaturesVerifyTest {
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String EMPTY = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private static final String CREDENTIAL = "AKIAIOSFODNN7EXAMPLE/20130524/us-east-1/s3/aws4_request";
    private static final String BUCKET_HOST = "examplebucket.s3.amazonaws.com";

    @Test
    void getOfAnObjectsFirstBytes() {
        Map<String, String> headers = Map.of("host", BUCKET_HOST, "range", "bytes=0-9", "x-amz-content-sha256", EMPTY, "x-amz-date",
                "20130524T000000Z");
        assertValid("GET", "/test.txt", "", headers, EMPTY, "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41");
    }

    @Test
    void putOfAnObjectWithADollarInItsKey() {
        String hash = "44ce7dd67c959e0d3524ffac1771dfbba87d2b6b4b4e99e42034a8b803f8b072";
        Map<String, String> headers = Map.of("host", BUCKET_HOST, "date", "Fri, 24 May 2013 00:00:00 GMT", "x-amz-date", "20130524T000000Z",
                "x-amz-storage-class", "REDUCED_REDUNDANCY", "x-amz-content-sha256", hash);
        assertThat(Sha256.hex("Welcome to Amazon S3.".getBytes(StandardCharsets.UTF_8))).isEqualTo(hash);
        assertValid("PUT", "/test%24file.text", "", headers, hash, "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd");
    }

    @Test
    void getOfASubresourceWithoutAValue() {
        assertValid("GET", "/", "lifecycle", Map.of("host", BUCKET_HOST, "x-amz-content-sha256", EMPTY, "x-amz-date", "20130524T000000Z"),
                EMPTY, "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543");
    }

    @Test
    void listOfObjectsInWhateverOrderItsParametersCome() {
        Map<String, String> headers = Map.of("host", BUCKET_HOST, "x-amz-content-sha256", EMPTY, "x-amz-date", "20130524T000000Z");
        String signature = "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7";
        assertValid("GET", "/", "max-keys=2&prefix=J", headers, EMPTY, signature);
        assertValid("GET", "/", "prefix=J&max-keys=2", headers, EMPTY, signature);
    }

    @Test
    void presignedUrl() {
        String query = "X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request"
                + "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host"
                + "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404";
        SignedRequest request = new SignedRequest("GET", "/test.txt", query, Map.of("host", List.of(BUCKET_HOST)));
        Authorization authorization = claimed(request);
        assertThat(authorization.validFor()).hasValueSatisfying(time -> assertThat(time).hasDays(1));
        assertThat(Verification.verify(request, authorization, SigningKey.derive(SECRET, authorization.scope()), "UNSIGNED-PAYLOAD"))
                .isInstanceOf(Verification.Valid.class);
        assertThat(Verification.verify(request, authorization, SigningKey.derive(SECRET, authorization.scope()), EMPTY))
                .isInstanceOf(Verification.Mismatch.class);
    }

    @Test
    void uploadInSignedChunks() throws IOException {
        ChunkSignatures chunks = chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Map.of("content-length", "66824"),
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9").chunks();
        byte[] content = new ChunkedBody(chunkedBody("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                "0055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", ""), Optional.of(chunks), Optional.empty())
                .readAllBytes();
        assertThat(content).hasSize(66_560).containsOnly('a');
    }

    @Test
    void uploadInSignedChunksWithASignedTrailer() throws IOException {
        ChunkSignatures chunks = chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", Map.of("x-amz-trailer", "x-amz-checksum-crc32c"),
                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e").chunks();
        byte[] content = new ChunkedBody(chunkedBody("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992", """
                        x-amz-checksum-crc32c:sOO8/Q==
                        x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435
                        """),
                Optional.of(chunks), TrailingChecksum.announced("x-amz-checksum-crc32c")).readAllBytes();
        assertThat(content).hasSize(66_560).containsOnly('a');
    }

    @Test
    void aChangedChunkIsRefusedBeforeTheEnd() {
        ChunkSignatures chunks = chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD", Map.of("content-length", "66824"),
                "4f232c4386841ef735655705268965c44a0e4690baa4adea153f7db9fa80a0a9").chunks();
        ChunkedBody body = new ChunkedBody(chunkedBody("ad80c730a21e5b8d04586a2213dd63b9a0e99e0e2307b0ade35a65485a288648",
                "1055627c9e194cb4542bae2aa5492e3c1575bbb81b612b7d234b86a503ef5497",
                "b6c6ea8a5354eaf15b3cb7646744f4275b71ea724fed81ceb9323e279d449df9", ""), Optional.of(chunks), Optional.empty());
        assertThatThrownBy(body::readAllBytes).isInstanceOf(ContentException.class).hasMessageContaining("signature of a chunk");
    }

    @ParameterizedTest
    @MethodSource("seeds")
    void anyChangedLetterOfAnUploadInChunksIsRefused(long seed) {
        ChunkSignatures chunks = chunked("STREAMING-AWS4-HMAC-SHA256-PAYLOAD-TRAILER", Map.of("x-amz-trailer", "x-amz-checksum-crc32c"),
                "106e2a8a18243abcf37539882f36619c00e2dfc72633413f02d3b74544bfeb8e").chunks();
        byte[] sent = chunkedBody("b474d8862b1487a5145d686f57f013e54db672cee1c953b3010fb58501ef5aa2",
                "1c1344b170168f8e65b41376b44b20fe354e373826ccbbe2c1d40a8cae51e5c7",
                "2ca2aba2005185cf7159c6277faf83795951dd77a3a99e6e65d5c9f85863f992", """
                        x-amz-checksum-crc32c:sOO8/Q==
                        x-amz-trailer-signature:d81f82fc3505edab99d459891051a732e8730629a2e4a59689829ca17fe2e435
                        """).readAllBytes();
        change(sent, new Random(seed));
        ChunkedBody body = new ChunkedBody(new ByteArrayInputStream(sent), Optional.of(chunks),
                TrailingChecksum.announced("x-amz-checksum-crc32c"));
        assertThatThrownBy(body::readAllBytes).isInstanceOf(ContentException.class);
    }

    static LongStream seeds() {
        return LongStream.range(0, 200);
    }

    /** Half of the changes are to what is around the content, which is mostly content. */
    private static void change(byte[] sent, Random random) {
        int framing = sent.length - 600;
        int at = random.nextBoolean()
                ? random.nextInt(sent.length)
                : random.nextBoolean() ? random.nextInt(90) : framing + random.nextInt(600);
        while (!Character.isLetterOrDigit(sent[at])) {
            at = at == 0 ? sent.length - 1 : at - 1;
        }
        sent[at] = (byte) (sent[at] == '0' ? '1' : '0');
    }

    private static Verification.Valid chunked(String hash, Map<String, String> more, String seed) {
        Map<String, String> headers = new HashMap<>(
                Map.of("host", "s3.amazonaws.com", "x-amz-date", "20130524T000000Z", "x-amz-storage-class",
                        "REDUCED_REDUNDANCY", "content-encoding", "aws-chunked", "x-amz-decoded-content-length", "66560",
                        "x-amz-content-sha256", hash));
        headers.putAll(more);
        SignedRequest request = signed("PUT", "/examplebucket/chunkObject.txt", "", headers, seed);
        return (Verification.Valid) Verification.verify(request, claimed(request), key(request, SECRET), hash);
    }

    private static ByteArrayInputStream chunkedBody(String first, String second, String last, String trailers) {
        String body = "10000;chunk-signature=" + first + "\r\n" + "a".repeat(65_536) + "\r\n400;chunk-signature=" + second + "\r\n"
                + "a".repeat(1_024) + "\r\n0;chunk-signature=" + last + "\r\n" + trailers.replace("\n", "\r\n") + "\r\n";
        return new ByteArrayInputStream(body.getBytes(StandardCharsets.US_ASCII));
    }

    private static void assertValid(String method, String path, String query, Map<String, String> headers, String hash, String signature) {
        SignedRequest request = signed(method, path, query, headers, signature);
        assertThat(Verification.verify(request, claimed(request), key(request, SECRET), hash)).isInstanceOf(Verification.Valid.class);
        assertThat(Verification.verify(request, claimed(request), key(request, SECRET.replace('w', 'v')), hash))
                .isInstanceOf(Verification.Mismatch.class);
    }

    private static SignedRequest signed(String method, String path, String query, Map<String, String> headers, String signature) {
        Map<String, List<String>> all = new HashMap<>();
        headers.forEach((name, value) -> all.put(name, List.of(value)));
        String names = headers.keySet().stream().sorted().reduce((left, right) -> left + ";" + right).orElseThrow();
        all.put("authorization",
                List.of("AWS4-HMAC-SHA256 Credential=" + CREDENTIAL + ",SignedHeaders=" + names + ",Signature=" + signature));
        return new SignedRequest(method, path, query, all);
    }

    private static SigningKey key(SignedRequest request, String secret) {
        return SigningKey.derive(secret, claimed(request).scope());
    }

    private static Authorization claimed(SignedRequest request) {
        return ((Authorization.Found.Claim) Authorization.in(request)).authorization();
    }
}
