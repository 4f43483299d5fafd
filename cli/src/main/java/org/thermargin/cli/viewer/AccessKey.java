package org.thermargin.cli.viewer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicBoolean;

/** Who may use the server: a token that is exchanged once for a cookie. Thread-safe. */
final class AccessKey {
    private static final int BYTES = 32;

    private final String token;
    private final String cookieValue;
    private final AtomicBoolean exchanged = new AtomicBoolean();

    /** Fresh secrets. */
    AccessKey(SecureRandom random) {
        this.token = secret(random);
        this.cookieValue = secret(random);
    }

    private static String secret(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }

    /** The token for the first address. */
    String token() {
        return token;
    }

    /** The value of the cookie. */
    String cookieValue() {
        return cookieValue;
    }

    /** Whether this is the token, offered for the first time. */
    boolean exchange(String offered) {
        return same(token, offered) && exchanged.compareAndSet(false, true);
    }

    /** Whether this is the value of the cookie. */
    boolean admits(String offered) {
        return same(cookieValue, offered);
    }

    /** Compared in a time that does not tell how much agrees. */
    private static boolean same(String secret, String offered) {
        return MessageDigest.isEqual(secret.getBytes(StandardCharsets.UTF_8), offered.getBytes(StandardCharsets.UTF_8));
    }
}
