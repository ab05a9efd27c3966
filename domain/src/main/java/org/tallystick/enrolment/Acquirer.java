package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

/** An institution that brings merchants and answers for them. Its code stands in every bill and names its logs. */
@Entity
@Table(name = "acquirer")
public class Acquirer {
    @Id
    @Column(name = "code")
    private String code;

    @Column(name = "name_zh")
    private String nameZh;

    @Column(name = "name_en")
    private String nameEn;

    protected Acquirer() {}

    /** @param code 8 to 11 letters and digits */
    public Acquirer(String code, String nameZh, String nameEn) {
        this.code = code;
        this.nameZh = nameZh;
        this.nameEn = nameEn;
    }

    public String code() {
        return code;
    }

    public String nameZh() {
        return nameZh;
    }

    public String nameEn() {
        return nameEn;
    }

    public void rename(String newNameZh, String newNameEn) {
        nameZh = newNameZh;
        nameEn = newNameEn;
    }
}
