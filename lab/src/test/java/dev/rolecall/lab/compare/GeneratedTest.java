package dev.rolecall.lab.compare;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class GeneratedTest {
    @ParameterizedTest
    @CsvSource(delimiter = '>', value = {"at http://127.0.0.1:35399 (account > at http://127.0.0.1:… (account",
            "at http://localhost:4566/x > at http://localhost:…/x", "instance i-0123456789abcdef0 wrote > instance i-… wrote",
            "vpc-0a1b2c3d and subnet-0a1b2c3d4e5f67890 > vpc-… and subnet-…",
            "RolecallKeyless-Function6B188E59-55E796320716A, variable X > RolecallKeyless-Function6B188E59-…, variable X",
            "rolecallkeyless-lessonbucket70b58353-c49f6753/lesson > rolecallkeyless-lessonbucket70b58353-…/lesson",
            "arn:aws:iam::111122223333:user/RolecallAccessKey-User17549D45-CPMPQIEF2OUZ > arn:aws:iam::…:user/RolecallAccessKey-User17549D45-…",
            "key AKIAIOSFODNN7EXAMPLE of > key AKIA… of", "key ASIA…WXYZ of > key ASIA… of", "key LKIA…SA5Z > key LKIA…",
            "AWS::EC2::Instance (Instance43E3DA950123456789abcdef) > AWS::EC2::Instance (Instance43E3DA95…)",
            "until 2026-11-24T13:46:25Z > until …", "us-east-1, 2026-11-24. > us-east-1, ….",
            "request 0c9e5d6e-1a2b-4c3d-8e9f-0123456789ab failed > request … failed"})
    void whatIsMadeAnewIsLeftOut(String text, String rest) {
        assertThat(Generated.leaveOut(text)).isEqualTo(rest);
    }

    @ParameterizedTest
    @ValueSource(strings = {"AWS::EC2::Instance (Instance43E3DA95)", "within 30 s, in us-east-1 with al2023-ami-kernel-6.1-arm64",
            "no identity-based policy allows s3:GetObject on arn:aws:s3:::*/lesson/welcome.txt",
            "its single-infrastructure, a well-defaced one",
            "{\"statusCode\": 200, \"body\": \"Mock response - java25 not supported for local execution\"}", "role EC2-S3-Role"})
    void whatIsTheSameEachTimeStays(String text) {
        assertThat(Generated.leaveOut(text)).isEqualTo(text);
    }
}
