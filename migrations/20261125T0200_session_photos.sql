-- Photos of a session, for its report: with words for those who do not see them, and whether those in them have agreed.
create table session_photos (
	operator_id uuid not null references operators,
	id uuid not null,
	session_id uuid not null,
	alt text not null check (alt <> ''),
	-- open: nobody has asked them yet, so that nobody else sees it
	consent text not null check (consent in ('agreed', 'nobody', 'open')),
	file_id uuid not null,
	added_by uuid,
	added_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, session_id) references sessions,
	foreign key (operator_id, added_by) references people
);
create index session_photos_session on session_photos (operator_id, session_id, added_at, id);
call belongs_to_operator('session_photos');
