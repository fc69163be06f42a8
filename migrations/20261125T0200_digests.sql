-- お便り: what participants are told between two sessions; once for a session.
create table digests (
	operator_id uuid not null references operators,
	id uuid not null,
	session_id uuid not null,
	letters integer not null,
	sent_by uuid,
	sent_at timestamptz not null,
	primary key (operator_id, id),
	unique (operator_id, session_id),
	foreign key (operator_id, session_id) references sessions
);
call belongs_to_operator('digests');

-- Only hashes: of the address, to know again who wants no more, and of the secret in the link that says so.
create table digest_letters (
	operator_id uuid not null,
	id uuid not null,
	digest_id uuid not null,
	address_hash text not null,
	secret_hash text not null,
	primary key (operator_id, id),
	unique (operator_id, secret_hash),
	unique (operator_id, digest_id, address_hash),
	foreign key (operator_id, digest_id) references digests
);
call belongs_to_operator('digest_letters');

create table digest_stops (
	operator_id uuid not null references operators,
	address_hash text not null,
	stopped_at timestamptz not null,
	primary key (operator_id, address_hash)
);
call belongs_to_operator('digest_stops');
