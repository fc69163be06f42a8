-- Two workers never hold the same letter: who takes it says until when.
alter table mails add column in_hand_until timestamptz;
