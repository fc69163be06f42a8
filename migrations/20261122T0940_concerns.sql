-- 気づき・困りごと: what residents tell, what staff do with it, and the de-identified text that may become a 地域課題.

-- The last receipt number given in a fiscal year: counted up in one statement, so two reports never get one number.
create table concern_numbers (
	operator_id uuid not null references operators,
	fiscal_year integer not null,
	last_number integer not null check (last_number > 0),
	primary key (operator_id, fiscal_year)
);
call belongs_to_operator('concern_numbers');

create table concerns (
	operator_id uuid not null references operators,
	id uuid not null,
	-- 気-R8-0123; a draft has none yet
	number text,
	state text not null check (state in ('draft', 'received', 'triaged', 'linkedToCase', 'forGrouping', 'answered', 'referred', 'closed', 'duplicateOf', 'withdrawn')),

	-- what was told (P4)
	kind text not null check (kind in ('notice', 'need')),
	about text not null check (about in ('self', 'family', 'other')),
	body text not null check (length(body) between 1 and 10000),
	-- 本人のことばで: how it should become
	wish text not null default '',
	noticed_when text not null default '',
	area_id uuid,
	tags text[] not null default '{}',
	isolation text[] not null default '{}',
	household text[] not null default '{}',
	circumstances text[] not null default '{}',
	age_band text not null default 'unknown',

	-- may it be used, without names, as a 地域課題
	anonymous_use text not null check (anonymous_use in ('yes', 'no', 'unasked')),
	consent_given text check (consent_given in ('written', 'oral')),
	consent_recorded_by uuid,
	consent_recorded_at timestamptz,

	-- whom to answer (P4), only if wished
	may_be_named boolean not null default false,
	contact_name text not null default '',
	contact_telephone text not null default '',
	contact_email text not null default '',
	contact_when text not null default '',
	reporter_id uuid,
	reporter_organisation_id uuid,
	-- SHA-256 of the secret in the reporter's link; the secret itself is kept nowhere
	secret_hash text check (secret_hash ~ '^[0-9a-f]{64}$'),

	-- how it came in
	channel text not null check (channel in ('window', 'phone', 'visit', 'web', 'fax', 'post', 'mail', 'session', 'commissioner', 'school', 'partner')),
	received_at timestamptz not null,
	entered_at timestamptz not null,
	entered_by uuid,
	on_behalf_of text not null default '',
	-- キャビネット番号 of the paper
	original_location text not null default '',
	transcribed_by uuid,
	verified_by uuid,
	verified_at timestamptz,

	-- what staff make of it
	urgency text not null default 'normal' check (urgency in ('urgent', 'soon', 'normal')),
	emergency_action text not null default '',
	privacy text not null default 'P4' check (privacy in ('P4', 'P5', 'P6')),
	institutional_gap boolean not null default false,
	holder_id uuid,
	duplicate_of uuid,
	case_reference text not null default '',
	triaged_at timestamptz,
	first_response_at timestamptz,
	changed_at timestamptz not null,
	closed_at timestamptz,
	result text not null default '',
	feedback text check (feedback in ('fedBack', 'notPossible', 'notWanted')),

	-- the text from which nobody can be recognised
	deidentified_text text not null default '',
	deidentified_state text not null default 'none' check (deidentified_state in ('none', 'drafted', 'returned', 'published')),
	-- counts every writing, so that what is published is what was read
	deidentified_version integer not null default 0,
	deidentified_by uuid,
	deidentified_at timestamptz,
	deidentified_return_reason text not null default '',
	published_by uuid,
	published_at timestamptz,

	-- raw words, for staff only
	search_text text not null,
	-- the de-identified words, for everybody who may read them
	deidentified_search_text text not null default '',

	primary key (operator_id, id),
	foreign key (operator_id, area_id) references areas,
	foreign key (operator_id, reporter_id) references people,
	foreign key (operator_id, reporter_organisation_id) references organisations,
	foreign key (operator_id, entered_by) references people,
	foreign key (operator_id, transcribed_by) references people,
	foreign key (operator_id, verified_by) references people,
	foreign key (operator_id, holder_id) references people,
	foreign key (operator_id, duplicate_of) references concerns,
	foreign key (operator_id, deidentified_by) references people,
	foreign key (operator_id, published_by) references people,
	unique (operator_id, number),
	unique (operator_id, secret_hash),
	constraint concerns_numbered check (state in ('draft', 'withdrawn') or number is not null),
	constraint concerns_duplicate check ((state = 'duplicateOf') = (duplicate_of is not null) and duplicate_of <> id),
	constraint concerns_closed check (state <> 'closed' or (result <> '' and feedback is not null and closed_at is not null)),
	-- 書き写した人と確かめる人は別の人
	constraint concerns_second_eye check (verified_by is null or (transcribed_by is not null and verified_by <> transcribed_by)),
	-- 書いた人と公開する人は別の人、本人が同意したときだけ
	constraint concerns_publisher check (
		deidentified_state <> 'published'
		or (deidentified_by is not null and published_by is not null and published_at is not null
			and published_by <> deidentified_by and deidentified_text <> '' and anonymous_use = 'yes')
	)
);
create index concerns_queue on concerns (operator_id, state, received_at);
create index concerns_changed on concerns (operator_id, changed_at desc, id);
create index concerns_area on concerns (operator_id, area_id);
create index concerns_holder on concerns (operator_id, holder_id) where holder_id is not null;
create index concerns_reporter on concerns (operator_id, reporter_id) where reporter_id is not null;
create index concerns_duplicates on concerns (operator_id, duplicate_of) where duplicate_of is not null;
create index concerns_published on concerns (operator_id, published_at desc, id) where deidentified_state = 'published';
call belongs_to_operator('concerns');

-- What the reporter is told; the only words of staff that the reporter sees.
create table concern_replies (
	operator_id uuid not null,
	id uuid not null,
	concern_id uuid not null,
	body text not null check (length(body) between 1 and 4000),
	written_by uuid,
	written_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, concern_id) references concerns,
	foreign key (operator_id, written_by) references people
);
create index concern_replies_concern on concern_replies (operator_id, concern_id, written_at);
call belongs_to_operator('concern_replies');

-- Notes of staff (P4): seen by staff only, never by the reporter, never searched.
create table concern_notes (
	operator_id uuid not null,
	id uuid not null,
	concern_id uuid not null,
	kind text not null check (kind in ('note', 'contact', 'visit')),
	body text not null check (length(body) between 1 and 4000),
	written_by uuid,
	written_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, concern_id) references concerns,
	foreign key (operator_id, written_by) references people
);
create index concern_notes_concern on concern_notes (operator_id, concern_id, written_at);
call belongs_to_operator('concern_notes');

-- To whom a concern was handed. A person named here may read the raw concern.
create table concern_referrals (
	operator_id uuid not null,
	id uuid not null,
	concern_id uuid not null,
	to_person_id uuid,
	to_organisation_id uuid,
	to_name text not null default '',
	note text not null default '',
	made_by uuid,
	made_at timestamptz not null,
	primary key (operator_id, id),
	foreign key (operator_id, concern_id) references concerns,
	foreign key (operator_id, to_person_id) references people,
	foreign key (operator_id, to_organisation_id) references organisations,
	foreign key (operator_id, made_by) references people,
	check (num_nonnulls(to_person_id, to_organisation_id, nullif(to_name, '')) = 1)
);
create index concern_referrals_concern on concern_referrals (operator_id, concern_id, made_at);
create index concern_referrals_person on concern_referrals (operator_id, to_person_id) where to_person_id is not null;
call belongs_to_operator('concern_referrals');
