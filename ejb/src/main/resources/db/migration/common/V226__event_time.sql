-- What a terminal reported around a sale, and which program it last told of before it, without reading its heartbeats of years.
CREATE INDEX terminal_event_when ON terminal_event (terminal_no, type, event_time);
