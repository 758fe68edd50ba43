package dev.rolecall.cloud.iam;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import dev.rolecall.cloud.audit.LastUses;
import dev.rolecall.cloud.identity.AccessKey;
import dev.rolecall.cloud.identity.Account;
import dev.rolecall.cloud.identity.Credentials;
import dev.rolecall.cloud.identity.Identity;
import dev.rolecall.cloud.identity.LoginProfile;

/**
 * The rows of a credential report: the root user, then the users by name. Nobody signs in to a console here, nobody has a signing
 * certificate, and no password policy asks for rotation; the columns about them say so in AWS's words.
 */
record CredentialReport(Account account, Credentials credentials, LastUses uses) {
    private static final String COLUMNS = "user,arn,user_creation_time,password_enabled,password_last_used,password_last_changed,"
            + "password_next_rotation,mfa_active,access_key_1_active,access_key_1_last_rotated,access_key_1_last_used_date,"
            + "access_key_1_last_used_region,access_key_1_last_used_service,access_key_2_active,access_key_2_last_rotated,"
            + "access_key_2_last_used_date,access_key_2_last_used_region,access_key_2_last_used_service,cert_1_active,"
            + "cert_1_last_rotated,cert_2_active,cert_2_last_rotated,additional_credentials_info";
    private static final String NONE = "N/A";
    private static final String NOT_SUPPORTED = "not_supported";
    /** Services whose last use has no region in the report. */
    private static final List<String> WITHOUT_REGION = List.of("s3");

    String csv() {
        return Stream.concat(Stream.of(COLUMNS, root()), account.users().values().stream().map(this::row))
                .collect(Collectors.joining("\n"));
    }

    private String root() {
        List<String> row = new ArrayList<>(List.of("<root_account>", "arn:aws:iam::" + account.id() + ":root",
                Shapes.time(account.created()), NOT_SUPPORTED, "no_information", NOT_SUPPORTED, NOT_SUPPORTED, "false"));
        row.addAll(key(Optional.empty()));
        row.addAll(key(Optional.empty()));
        return line(row);
    }

    private String row(Identity.User user) {
        Optional<LoginProfile> login = Optional.ofNullable(account.loginProfiles().get(user.name()));
        List<AccessKey> keys = credentials.keysOf(account.id(), user.name());
        List<String> row = new ArrayList<>(List.of(user.name(), user.arn(), Shapes.time(user.created()),
                String.valueOf(login.isPresent()), login.map(_ -> "no_information").orElse(NONE),
                login.map(profile -> Shapes.time(profile.changed())).orElse(NONE), NONE,
                String.valueOf(!credentials.mfaDevices().ofUser(user.id()).isEmpty())));
        row.addAll(key(keys.stream().findFirst()));
        row.addAll(key(keys.stream().skip(1).findFirst()));
        return line(row);
    }

    /** Active, last rotated, last used: when, where, for what. An inactive key keeps its times. */
    private List<String> key(Optional<AccessKey> key) {
        Optional<LastUses.Use> use = key.flatMap(found -> uses.ofKey(found.id()));
        return List.of(String.valueOf(key.filter(AccessKey::active).isPresent()),
                key.map(found -> Shapes.time(found.created())).orElse(NONE), use.map(found -> Shapes.time(found.at())).orElse(NONE),
                use.filter(found -> !WITHOUT_REGION.contains(found.service())).map(LastUses.Use::region).orElse(NONE),
                use.map(LastUses.Use::service).orElse(NONE));
    }

    /** Names and ARNs of IAM have commas in them at times. */
    private static String line(List<String> row) {
        List<String> all = new ArrayList<>(row);
        all.addAll(List.of("false", NONE, "false", NONE, NONE));
        return all.stream().map(field -> field.contains(",") ? '"' + field + '"' : field).collect(Collectors.joining(","));
    }
}
