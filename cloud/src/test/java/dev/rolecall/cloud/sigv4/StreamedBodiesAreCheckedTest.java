package dev.rolecall.cloud.sigv4;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The check values are those of the algorithms' own definitions, for the text 123456789 (the CRC catalogue; the SHA ones by Python's hashlib). */
class StreamedBodiesAreCheckedTest {
    @ParameterizedTest
    @CsvSource({"crc32,y/Q5Jg==", "crc32c,4waSgw==", "crc64nvme,rosUhgp5mIg=", "sha1,98O8HYCOBHMq32eZZczDTKeuNEE=",
            "sha256,FeKw08M4keuw8e9gnsQZQgwg4yDOlMZfvIwzEkSOsiU="})
    void everyChecksumOfS3IsComputed(String algorithm, String base64) {
        TrailingChecksum sum = TrailingChecksum.announced("x-amz-checksum-" + algorithm).orElseThrow();
        byte[] text = "..123456789".getBytes(StandardCharsets.US_ASCII);
        sum.update(text, 2, 4);
        sum.update(text, 6, 5);
        assertThat(sum.base64()).isEqualTo(base64);
    }

    @Test
    void aRightTrailerPasses() throws IOException {
        assertThat(read("9\r\n123456789\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n")).isEqualTo("123456789");
    }

    @Test
    void aChangedByteIsABadDigest() {
        assertRefused("BadDigest", "9\r\n123456780\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"9\r\n123456789\r\n0\r\n\r\n", "9\r\n123456789\r\n0\r\nno colon\r\n\r\n"})
    void anAnnouncedTrailerMustCome(String body) {
        assertRefused("MalformedTrailerError", body);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "9\r\n1234", "9\r\n123456789\r\n", "9\r\n1234567890\r\n0\r\n\r\n", "-9\r\n123456789\r\n0\r\n\r\n",
            "zz\r\n123456789\r\n0\r\n\r\n", "fffffffffffffffffff\r\n1"})
    void brokenFramingIsRefused(String body) {
        assertRefused("IncompleteBody", body);
    }

    @Test
    void whoStopsAtTheDeclaredLengthHasPassedTheChecksAtTheEnd() {
        assertThatThrownBy(() -> new ExactLength(chunked("9\r\n123456780\r\n0\r\nx-amz-checksum-crc32:y/Q5Jg==\r\n\r\n"), 9).readNBytes(9))
                .isInstanceOf(ContentException.class);
    }

    @Test
    void aLengthThatIsNotTheBodysIsRefused() {
        assertThatThrownBy(() -> new ExactLength(text("12345"), 4).readAllBytes()).isInstanceOf(ContentException.class);
        assertThatThrownBy(() -> new ExactLength(text("12345"), 6).readAllBytes()).isInstanceOf(ContentException.class);
        assertThatThrownBy(() -> new ExactLength(text("12345"), 0)).isInstanceOf(ContentException.class);
    }

    private static String read(String body) throws IOException {
        return new String(chunked(body).readAllBytes(), StandardCharsets.US_ASCII);
    }

    private static void assertRefused(String code, String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOfSatisfying(ContentException.class, e -> assertThat(e.code()).isEqualTo(code));
    }

    private static ChunkedBody chunked(String body) {
        return new ChunkedBody(text(body), Optional.empty(), TrailingChecksum.announced("x-amz-checksum-crc32"));
    }

    private static ByteArrayInputStream text(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII));
    }
}
