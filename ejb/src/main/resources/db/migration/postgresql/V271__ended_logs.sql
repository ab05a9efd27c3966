-- Second fence behind the compare-and-set: a log that has ended stays as it is.
CREATE FUNCTION refuse_ended_log() RETURNS trigger LANGUAGE plpgsql AS
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
    RETURN NEW;
END $$;
CREATE TRIGGER ended_for_ever BEFORE UPDATE OR DELETE ON ledger_head FOR EACH ROW EXECUTE FUNCTION refuse_ended_log();
CREATE TRIGGER append_only BEFORE UPDATE OR DELETE ON ledger_object FOR EACH ROW EXECUTE FUNCTION refuse_change();
