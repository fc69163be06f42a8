-- よびかけ: what came out of a session and stands in the words of the call.
alter table platforms add column result_id uuid;
alter table platforms add foreign key (operator_id, result_id) references session_results on delete set null (result_id);
