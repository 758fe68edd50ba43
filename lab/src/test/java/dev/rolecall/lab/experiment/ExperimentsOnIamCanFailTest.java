package dev.rolecall.lab.experiment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.List;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.iam.IamClient;

import dev.rolecall.lab.LabException;
import dev.rolecall.lab.claim.Verdict;
import dev.rolecall.lab.whole.PlayedAws;

/** What IAM and STS answer decides; and what an experiment made for itself is gone when it ends. */
final class ExperimentsOnIamCanFailTest {
    private static final String TRUSTS_EC2 = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}]}""";
    private static final String TRUSTS_THE_ACCOUNT = """
            {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"AWS": "111122223333"}}]}""";

    private final PlayedAws aws = new PlayedAws();
    private final IamClient iam = aws.clients().iam();

    @BeforeEach
    void makeTheLessonsPrincipals() {
        iam.createUser(create -> create.userName("the-user"));
        iam.createAccessKey(create -> create.userName("the-user"));
        iam.createRole(create -> create.roleName("function-role").assumeRolePolicyDocument(TRUSTS_EC2));
        iam.createInstanceProfile(create -> create.instanceProfileName("profile"));
    }

    @AfterEach
    void end() {
        aws.close();
    }

    @Test
    void aThirdKeyIsRefusedAndTheSecondIsGone() throws Exception {
        assertThat(verdict(new ThirdKey())).isEqualTo(Verdict.PROVEN);
        assertThat(keys()).isEqualTo(1);
    }

    @Test
    void aUserWithAKeyMoreThanTheLessonsProvesNothingAndKeepsIt() throws Exception {
        iam.createAccessKey(create -> create.userName("the-user"));

        assertThat(verdict(new ThirdKey())).isEqualTo(Verdict.BROKEN);
        assertThat(keys()).isEqualTo(2);
    }

    @Test
    void aUserWithoutAKeyGetsTwoAndKeepsNone() throws Exception {
        iam.listAccessKeys(list -> list.userName("the-user")).accessKeyMetadata()
                .forEach(key -> iam.deleteAccessKey(delete -> delete.userName("the-user").accessKeyId(key.accessKeyId())));

        assertThat(verdict(new ThirdKey())).isEqualTo(Verdict.BROKEN);
        assertThat(keys()).isZero();
    }

    @Test
    void aProfileTakesNoSecondRole() throws Exception {
        instanceRole(TRUSTS_EC2);
        iam.addRoleToInstanceProfile(add -> add.instanceProfileName("profile").roleName("EC2-S3-Role"));

        assertThat(verdict(new SecondRole())).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void aRoleInNoProfileShowsNothing() {
        instanceRole(TRUSTS_EC2);

        assertThatExceptionOfType(LabException.class).isThrownBy(() -> verdict(new SecondRole())).withMessageContaining("EC2-S3-Role");
    }

    @Test
    void aRoleThatTrustsAServiceAloneIsRefused() throws Exception {
        instanceRole(TRUSTS_EC2);

        assertThat(verdict(new ServiceOnlyTrust())).isEqualTo(Verdict.PROVEN);
    }

    @Test
    void oneThatTrustsTheAccountDisprovesThat() throws Exception {
        instanceRole(TRUSTS_THE_ACCOUNT);

        assertThat(verdict(new ServiceOnlyTrust())).isEqualTo(Verdict.DISPROVED);
    }

    private void instanceRole(String trust) {
        iam.createRole(create -> create.roleName("EC2-S3-Role").assumeRolePolicyDocument(trust));
    }

    private int keys() {
        return iam.listAccessKeys(list -> list.userName("the-user")).accessKeyMetadata().size();
    }

    private Verdict verdict(Experiment experiment) throws Exception {
        return Verdict.of(experiment.perform(Played.scene(aws.clients(), List.of())));
    }
}
