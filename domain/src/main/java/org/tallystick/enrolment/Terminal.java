package org.tallystick.enrolment;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;

/**
 * A terminal in the register. Its number stands on every slip; its device may change: each enrolment of a device opens a
 * new series, in which the device counts its bills from 1.
 */
@Entity
@Table(name = "terminal")
public class Terminal {
    @Id
    @Column(name = "terminal_no")
    private String terminalNo;

    @Column(name = "serial")
    private String serial;

    @ManyToOne(fetch = FetchType.LAZY, optional = false)
    @JoinColumn(name = "store_id")
    private Store store;

    @Column(name = "series")
    private long series;

    @Column(name = "has_device")
    private boolean hasDevice;

    protected Terminal() {}

    /**
     * @param terminalNo 8 letters and digits
     * @param serial the manufacturer's serial number, one device one number
     */
    public Terminal(String terminalNo, String serial, Store store) {
        this.terminalNo = terminalNo;
        this.serial = serial;
        this.store = store;
    }

    public String terminalNo() {
        return terminalNo;
    }

    public String serial() {
        return serial;
    }

    public Store store() {
        return store;
    }

    /** The series given last; 0 as long as no device has been enrolled. */
    public long series() {
        return series;
    }

    /** Whether the device with this serial number has been enrolled. */
    public boolean hasDevice() {
        return hasDevice;
    }

    public void moveTo(Store newStore) {
        store = newStore;
    }

    /** Another device takes the terminal's place; it has to be enrolled. */
    public void replaceDevice(String newSerial) {
        serial = newSerial;
        hasDevice = false;
    }

    /** The device holds its certificate. */
    public void deviceEnrolled() {
        hasDevice = true;
    }

    /** @return the number of the series just opened */
    public long openSeries() {
        series = Math.addExact(series, 1);
        return series;
    }
}
