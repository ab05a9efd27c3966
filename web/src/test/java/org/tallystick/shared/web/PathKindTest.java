package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PathKindTest {

    @ParameterizedTest
    @CsvSource({
        "/,PAGE",
        "/problems/malformed,PAGE",
        "/r/AAAAAAAAAAAAAAAAAAAAAA,PRIVATE_PAGE",
        "/verify,PRIVATE_PAGE",
        "/apply,PRIVATE_PAGE",
        "/follow/AAAAAAAAAAAAAAAAAAAAAA,PRIVATE_PAGE",
        "/notices/settings,PRIVATE_PAGE",
        "/application/7K4D-9FXQ-2MRT-0VZA-7K4D-9FXQ,PRIVATE_PAGE",
        "/R/AAAAAAAAAAAAAAAAAAAAAA,PRIVATE_PAGE",
        "/r/AAAAAAAAAAAAAAAAAAAAAA.json,PRIVATE_FILE",
        "/r/AAAAAAAAAAAAAAAAAAAAAA.tlog-proof,PRIVATE_FILE",
        "/assets/0123/site.css,ASSET",
        "/ledger/89833105/2026q4/checkpoint,LEDGER",
        "/api/v1/receipts,API",
        "/api,API",
        "/.well-known/est/cacerts,API",
        "/ocsp,API",
        "/ocsp/MEUwQzBB,API",
        "/tsa,API",
        "/tsar,PAGE",
        "/apiary,PAGE"
    })
    void tellsPathsApart(String path, PathKind kind) {
        assertThat(PathKind.ofPath(path)).isEqualTo(kind);
    }
}
