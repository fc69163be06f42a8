-- What of a 準備シート its organisation agreed to show: on notes of the hall, in opinions and in the row of a 相利評価表.
alter table preparations add column shown text[] not null default '{}'
	check (shown <@ array['whatWeDo', 'troubles', 'wishes']);

-- Notes of a board that are lines of a 準備シート; each line once. The notes carry no name: this is for the record only.
create table board_prepared_notes (
	operator_id uuid not null,
	board_id uuid not null,
	note_id uuid not null,
	preparation_id uuid not null,
	text text not null,
	primary key (operator_id, board_id, note_id),
	foreign key (operator_id, board_id) references boards,
	foreign key (operator_id, preparation_id) references preparations
);
create unique index board_prepared_notes_line on board_prepared_notes (operator_id, board_id, preparation_id, md5(text));
call belongs_to_operator('board_prepared_notes');
revoke update, delete on board_prepared_notes from otagaisama_app;
