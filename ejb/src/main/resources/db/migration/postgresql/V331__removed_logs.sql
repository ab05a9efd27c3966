-- A log is removed once, after its end, and never comes back; only what stands in a removed log may be deleted, and only once the master log
-- has the removal.
CREATE OR REPLACE FUNCTION refuse_ended_log() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'DELETE of a log''s head is not allowed';
    END IF;
    IF NEW.size < OLD.size THEN
        RAISE EXCEPTION 'log % cannot shrink from % to % entries', OLD.log_id, OLD.size, NEW.size;
    END IF;
    IF OLD.state <> 'OPEN' AND (NEW.state = 'OPEN' OR NEW.size <> OLD.size OR NEW.root <> OLD.root
            OR NEW.last_time <> OLD.last_time) THEN
        RAISE EXCEPTION 'log % has ended: it takes no more entries', OLD.log_id;
    END IF;
    IF OLD.state = 'REMOVED' AND NEW.state <> 'REMOVED' THEN
        RAISE EXCEPTION 'log % was removed: it does not come back', OLD.log_id;
    END IF;
    IF NEW.state = 'REMOVED' AND OLD.state <> 'REMOVED' AND (OLD.state = 'OPEN'
            OR NOT EXISTS (SELECT 1 FROM ledger_removal r WHERE r.log_id = OLD.log_id)) THEN
        RAISE EXCEPTION 'log % is not to be removed: it takes entries, or nothing says why it should go', OLD.log_id;
    END IF;
    RETURN NEW;
END $$;

CREATE FUNCTION refuse_change_of_kept() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM ledger_head h JOIN ledger_removal r ON r.log_id = h.log_id
            WHERE h.log_id = OLD.log_id AND h.state = 'REMOVED' AND r.master_seq IS NOT NULL) THEN
        RETURN OLD;
    END IF;
    RAISE EXCEPTION '% of % is not allowed: the table is append-only', TG_OP, TG_TABLE_NAME;
END $$;
DROP TRIGGER append_only ON ledger_entry;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_entry FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept();
DROP TRIGGER append_only ON bill_conflict;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON bill_conflict FOR EACH ROW EXECUTE FUNCTION refuse_change_of_kept();

CREATE OR REPLACE FUNCTION refuse_receipt_change() RETURNS trigger LANGUAGE plpgsql AS
$$ BEGIN
    IF TG_OP = 'DELETE' AND EXISTS (SELECT 1 FROM ledger_head h JOIN ledger_removal r ON r.log_id = h.log_id
            WHERE h.log_id = OLD.log_id AND h.state = 'REMOVED' AND r.master_seq IS NOT NULL) THEN
        RETURN OLD;
    END IF;
    IF TG_OP = 'DELETE'
        OR NEW.stored IS DISTINCT FROM OLD.stored OR NEW.digest IS DISTINCT FROM OLD.digest
        OR NEW.number IS DISTINCT FROM OLD.number OR NEW.seq IS DISTINCT FROM OLD.seq
        OR NEW.log_id IS DISTINCT FROM OLD.log_id THEN
        RAISE EXCEPTION '% of a stored receipt is not allowed', TG_OP;
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON removed_receipt FOR EACH ROW EXECUTE FUNCTION refuse_change();

-- Records of erasures outlive the receipts that they are about.
ALTER TABLE erasure DROP CONSTRAINT erasure_receipt_fkey;
