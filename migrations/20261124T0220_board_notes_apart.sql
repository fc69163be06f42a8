-- Two notes that somebody said do not belong together: they are not suggested again.
create table board_notes_apart (
	operator_id uuid not null,
	board_id uuid not null,
	one_note uuid not null,
	other_note uuid not null,
	said_by uuid,
	said_at timestamptz not null,
	primary key (operator_id, board_id, one_note, other_note),
	foreign key (operator_id, board_id) references boards,
	foreign key (operator_id, said_by) references people,
	check (one_note < other_note)
);
call belongs_to_operator('board_notes_apart');
