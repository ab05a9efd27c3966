package org.tallystick.signing;

import java.math.BigDecimal;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.tallystick.shared.JsonObject;
import org.tallystick.shared.JsonWriter;
import org.tallystick.shared.Problem;
import org.tallystick.shared.ProblemType;
import org.tallystick.shared.StrictJson;

/**
 * The content of the part {@code place}: where exactly a sale happened (API.md, Parts).
 *
 * @param address text of the merchant, at most 128 characters
 * @param latitude degrees as a decimal string, −90 to 90; only together with the longitude
 * @param longitude degrees as a decimal string, −180 to 180
 */
public record Place(Optional<String> address, Optional<String> latitude, Optional<String> longitude) {
    private static final Set<String> MEMBERS = Set.of("address", "latitude", "longitude");

    /** @throws Problem MEMBER_INVALID with a member such as {@code place.latitude}, or FULL_CARD_NUMBER */
    public static Place parse(byte[] content) {
        JsonObject json = object(content).named(Part.PLACE).raising(ProblemType.MEMBER_INVALID);
        Members.scanUnknown(json, MEMBERS);
        Place place = new Place(
                Members.optionalFreeText(json, "address"),
                degrees(json, "latitude", 90),
                degrees(json, "longitude", 180));
        if (place.latitude.isPresent() != place.longitude.isPresent()) {
            throw json.problem("longitude", "goes together with the latitude");
        }
        return place;
    }

    private static JsonObject object(byte[] content) {
        try {
            return StrictJson.parse(content, StrictJson.Limits.PART);
        } catch (Problem e) {
            throw Problem.member(ProblemType.MEMBER_INVALID, Part.PLACE, "must be a JSON object: " + e.detail());
        }
    }

    private static Optional<String> degrees(JsonObject json, String name, int most) {
        return Members.optionalMatching(
                json,
                name,
                text -> TextRules.isDecimal(text)
                        && new BigDecimal(text).abs().compareTo(BigDecimal.valueOf(most)) <= 0,
                "must be degrees as a decimal string between -" + most + " and " + most);
    }

    /** @return the content of the part */
    public byte[] toJson() {
        Map<String, Object> members = new LinkedHashMap<>();
        members.put("address", address);
        members.put("latitude", latitude);
        members.put("longitude", longitude);
        return JsonWriter.write(members);
    }
}
