-- What came out may be something that was said, in the same words: an opinion, a まとまり, the line that sums up a question
-- or the table of a sheet. Once for each kind of result.
alter table session_results drop constraint session_results_text_check;
-- as long as an opinion may be: nothing is cut off
alter table session_results add constraint session_results_text_check check (length(text) between 1 and 20000);
alter table session_results add column origin_kind text check (origin_kind in ('opinion', 'group', 'pillar', 'sheet'));
alter table session_results add column origin_id uuid;
alter table session_results add check ((origin_kind is null) = (origin_id is null));
create unique index session_results_origin on session_results (operator_id, session_id, kind, origin_id) where origin_id is not null;

-- 地域課題 that was made of it
alter table session_results add column issue_id uuid;
alter table session_results add foreign key (operator_id, issue_id) references issues;
create index session_results_issue on session_results (operator_id, issue_id) where issue_id is not null;
