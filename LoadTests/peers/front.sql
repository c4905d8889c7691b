-- What front.js needs beside ../shared/peers/sql/schema.sql: a booking only of a hold that lives, and the end of one.
-- Rows are locked in the order of the seats, as by pg_hold and confirm_booking, so that nobody waits in a circle.
CREATE OR REPLACE FUNCTION front_book(p_id bigint, p_show int, p_seats smallint[]) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n int; v bigint;
BEGIN
  PERFORM 1 FROM show_seats WHERE show_id=p_show AND seat_no=ANY(p_seats) AND held_by=p_id
     AND held_until>now() AND booking_id IS NULL ORDER BY seat_no FOR UPDATE;
  GET DIAGNOSTICS n = ROW_COUNT;
  IF n <> cardinality(p_seats) THEN
    SELECT id INTO v FROM bookings WHERE hold_id='h'||p_id;      -- asked again
    RETURN coalesce(v,-1);
  END IF;
  RETURN confirm_booking('h'||p_id, p_show, p_seats, 7);
END $$;
CREATE OR REPLACE FUNCTION front_release(p_id bigint, p_show int, p_seats smallint[]) RETURNS int LANGUAGE plpgsql AS $$
DECLARE n int;
BEGIN
  PERFORM 1 FROM show_seats WHERE show_id=p_show AND seat_no=ANY(p_seats) AND held_by=p_id
     AND booking_id IS NULL ORDER BY seat_no FOR UPDATE;
  UPDATE show_seats SET held_by=NULL, held_until=NULL WHERE show_id=p_show AND seat_no=ANY(p_seats)
     AND held_by=p_id AND booking_id IS NULL;
  GET DIAGNOSTICS n = ROW_COUNT;
  RETURN n;
END $$;
