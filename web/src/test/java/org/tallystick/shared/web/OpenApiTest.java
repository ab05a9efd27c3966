package org.tallystick.shared.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;

/** The description of the interface is well-formed OpenAPI 3.1, refers to nothing that is not there, and tells of exactly what is served. */
class OpenApiTest {
    private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
    private static final Pattern VARIABLE = Pattern.compile("\\{([^}]+)}");
    private static Map<String, Object> document;

    @BeforeAll
    static void read() throws IOException {
        LoaderOptions strict = new LoaderOptions();
        strict.setAllowDuplicateKeys(false);
        try (InputStream in = OpenApiTest.class.getResourceAsStream("/org/tallystick/web/openapi.yaml")) {
            document = new Yaml(strict).load(in);
        }
    }

    @Test
    void theDocumentIsOpenApi() {
        assertThat(document.get("openapi")).asString().matches("3\\.1\\.\\d+");
        assertThat(object(document, "info")).containsKeys("title", "version");
        assertThat(document.keySet())
                .isSubsetOf("openapi", "info", "servers", "tags", "paths", "webhooks", "components", "security");
        assertThat(object(document, "paths").keySet()).allMatch(path -> path.startsWith("/"));
    }

    @Test
    void everyOperationSaysWhatItDoesAndAnswers() {
        Set<String> ids = new TreeSet<>();
        Set<String> tags = list(document, "tags").stream()
                .map(tag -> map(tag).get("name").toString())
                .collect(Collectors.toSet());
        operations().forEach((name, operation) -> {
            assertThat(operation).as(name).containsKeys("operationId", "summary", "responses", "security", "tags");
            assertThat(ids.add(operation.get("operationId").toString()))
                    .as("id of " + name)
                    .isTrue();
            assertThat(list(operation, "tags")).as(name).isNotEmpty().allMatch(tags::contains);
            Map<String, Object> responses = object(operation, "responses");
            assertThat(responses.keySet()).as(name).anyMatch(status -> status.startsWith("2"));
            assertThat(responses.keySet()).as(name).allMatch(status -> status.matches("[1-5][0-9][0-9]"));
            responses.forEach((status, response) ->
                    assertThat(resolved(response)).as(name + " " + status).containsKey("description"));
        });
    }

    @Test
    void everyReferenceLeadsSomewhere() {
        references(document)
                .forEach(reference -> assertThat(at(reference)).as(reference).isNotNull());
    }

    @Test
    void everyComponentIsUsed() {
        Set<String> used = references(document).collect(Collectors.toSet());
        for (String kind : List.of("parameters", "responses", "schemas")) {
            object(object(document, "components"), kind).keySet().forEach(name -> assertThat(used)
                    .contains("#/components/" + kind + "/" + name));
        }
    }

    @Test
    void everyVariableOfAPathIsDescribed() {
        operations().forEach((name, operation) -> {
            Set<String> variables = VARIABLE.matcher(name)
                    .results()
                    .map((MatchResult r) -> r.group(1))
                    .collect(Collectors.toSet());
            Set<String> described = list(operation, "parameters").stream()
                    .map(OpenApiTest::resolved)
                    .filter(parameter -> "path".equals(parameter.get("in")))
                    .peek(parameter -> assertThat(parameter.get("required")).isEqualTo(true))
                    .map(parameter -> parameter.get("name").toString())
                    .collect(Collectors.toSet());
            assertThat(described).as(name).isEqualTo(variables);
        });
    }

    @Test
    void everySecuritySchemeExists() {
        Set<String> schemes =
                object(object(document, "components"), "securitySchemes").keySet();
        operations().forEach((name, operation) -> assertThat(list(operation, "security"))
                .as(name)
                .isNotEmpty()
                .allSatisfy(one -> assertThat(schemes).containsAll(map(one).keySet())));
    }

    @Test
    void itTellsOfExactlyWhatTheInterfaceServes() throws Exception {
        Set<String> described = operations().keySet().stream()
                .filter(name -> name.contains(" /api/"))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(described).isEqualTo(ServedPaths.ofInterface());
    }

    @Test
    void whatItTellsOfBesidesIsServed() throws Exception {
        Set<String> servlets = ServedPaths.servletPatterns();
        Set<String> prefixes = Set.of("/.well-known/est/", "/r/", "/ledger/", "/ocsp", "/tsa");
        List<String> others = operations().keySet().stream()
                .filter(name -> !name.contains(" /api/"))
                .map(name -> name.substring(name.indexOf('/')))
                .toList();

        assertThat(others).allMatch(path -> prefixes.stream().anyMatch(path::startsWith));
        assertThat(prefixes).allMatch(prefix -> others.stream().anyMatch(path -> path.startsWith(prefix)));
        assertThat(servlets)
                .containsAll(prefixes.stream()
                        .map(prefix -> prefix.endsWith("/") ? prefix + "*" : prefix)
                        .toList());
    }

    /** {@code GET /api/v1/platform} and so on, with what is said of it. */
    private static Map<String, Map<String, Object>> operations() {
        Map<String, Map<String, Object>> operations = new TreeMap<>();
        object(document, "paths").forEach((path, item) -> {
            assertThat(METHODS).as("methods of " + path).containsAll(map(item).keySet());
            map(item)
                    .forEach((method, operation) ->
                            operations.put(method.toUpperCase(java.util.Locale.ROOT) + " " + path, map(operation)));
        });
        return operations;
    }

    private static Map<String, Object> resolved(Object value) {
        Object reference = map(value).get("$ref");
        return reference == null ? map(value) : map(at(reference.toString()));
    }

    private static Object at(String reference) {
        assertThat(reference).startsWith("#/");
        Object found = document;
        for (String step : reference.substring(2).split("/")) {
            found = found == null ? null : map(found).get(step);
        }
        return found;
    }

    private static Stream<String> references(Object value) {
        List<String> found = new ArrayList<>();
        if (value instanceof Map<?, ?> members) {
            members.forEach((name, member) -> {
                if ("$ref".equals(name)) {
                    found.add(member.toString());
                } else {
                    references(member).forEach(found::add);
                }
            });
        } else if (value instanceof List<?> items) {
            items.forEach(item -> references(item).forEach(found::add));
        }
        return found.stream();
    }

    private static Map<String, Object> object(Map<String, Object> parent, String name) {
        return map(parent.get(name));
    }

    private static List<?> list(Map<String, Object> parent, String name) {
        return parent.get(name) instanceof List<?> items ? items : List.of();
    }

    @SuppressWarnings("unchecked")
    private static Map<String, Object> map(Object value) {
        assertThat(value).isInstanceOf(Map.class);
        return (Map<String, Object>) value;
    }
}
