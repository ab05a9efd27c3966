package org.tallystick.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The 196 proofs of transparency-dev/merkle, of which 184 must fail. */
class ForeignProofsTest {
    @TestFactory
    Stream<DynamicTest> inclusionProofs() throws IOException {
        return vectors("merkle-inclusion.json", vector -> {
            long index = number(vector, "leafIdx");
            InclusionProof proof = new InclusionProof(index, number(vector, "treeSize"), path(vector));
            return proof.proves(bytes(vector, "leafHash"), bytes(vector, "root"));
        });
    }

    @TestFactory
    Stream<DynamicTest> consistencyProofs() throws IOException {
        return vectors("merkle-consistency.json", vector -> {
            ConsistencyProof proof =
                    new ConsistencyProof(number(vector, "size1"), number(vector, "size2"), path(vector));
            return proof.proves(bytes(vector, "root1"), bytes(vector, "root2"));
        });
    }

    private static Stream<DynamicTest> vectors(String name, Predicate<Map<String, Object>> judge) throws IOException {
        Path file = Path.of(System.getProperty("tallystick.shared", "../../shared"), "data", "merkle", name);
        assumeTrue(Files.exists(file), "shared/data/merkle is not here");
        List<Map<String, Object>> vectors = read(file);
        assertThat(vectors).hasSize(98);
        assertThat(vectors)
                .filteredOn(vector -> vector.get("wantErr") == Boolean.TRUE)
                .hasSize(92);
        return vectors.stream()
                .map(vector -> DynamicTest.dynamicTest((String) vector.get("file"), () -> assertThat(judge.test(vector))
                        .isNotEqualTo(vector.get("wantErr"))));
    }

    private static List<Map<String, Object>> read(Path file) throws IOException {
        List<Map<String, Object>> vectors = new ArrayList<>();
        try (JsonParser json = new JsonFactory().createParser(Files.newInputStream(file))) {
            while (json.nextToken() != JsonToken.START_ARRAY) {}
            while (json.nextToken() == JsonToken.START_OBJECT) {
                Map<String, Object> vector = new HashMap<>();
                while (json.nextToken() == JsonToken.FIELD_NAME) {
                    String name = json.currentName();
                    json.nextToken();
                    vector.put(name, value(json));
                }
                vectors.add(vector);
            }
        }
        return vectors;
    }

    private static Object value(JsonParser json) throws IOException {
        return switch (json.currentToken()) {
            case VALUE_NUMBER_INT -> json.getBigIntegerValue();
            case VALUE_TRUE, VALUE_FALSE -> json.getBooleanValue();
            case VALUE_STRING -> json.getText();
            case VALUE_NULL -> List.of();
            default -> {
                List<String> hashes = new ArrayList<>();
                while (json.nextToken() != JsonToken.END_ARRAY) {
                    hashes.add(json.getText());
                }
                yield hashes;
            }
        };
    }

    /** Two vectors have an index of 2^64 - 1, which is -1 here. */
    private static long number(Map<String, Object> vector, String name) {
        return ((BigInteger) vector.get(name)).longValue();
    }

    private static byte[] bytes(Map<String, Object> vector, String name) {
        Object text = vector.get(name);
        return text instanceof String base64 ? Base64.getDecoder().decode(base64) : new byte[0];
    }

    private static List<byte[]> path(Map<String, Object> vector) {
        return ((List<?>) vector.get("proof"))
                .stream().map(hash -> Base64.getDecoder().decode((String) hash)).toList();
    }
}
