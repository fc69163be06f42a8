-- Whoever proposed an issue may wish to hear by mail that the staff have answered.
alter table issues add column answer_by_mail boolean not null default false;
