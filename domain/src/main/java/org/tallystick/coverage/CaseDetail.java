package org.tallystick.coverage;

import java.util.List;
import java.util.Map;

/**
 * A case with its history.
 *
 * @param rule id of the rule that gave the cause
 * @param inputs what that rule looked at
 */
public record CaseDetail(
        CaseHead head,
        String rule,
        int ruleVersion,
        Map<String, String> inputs,
        List<CaseStep> steps,
        List<CaseFile> files) {}
