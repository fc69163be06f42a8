-- Sign-in (better-auth 1.7.25 with e-mail code, user name, second factor, passkey). It belongs to the installation: one
-- login may be a person of several operators, who do not learn of each other. Nothing here says who somebody is.
create schema auth;
grant usage on schema auth to otagaisama_app;

create table auth.logins (
	id text primary key,
	name text not null default '',
	email text not null unique check (email = lower(email)),
	email_verified boolean not null default false,
	image text,
	-- the number on a printed sign-in card
	username text unique,
	two_factor_enabled boolean not null default false,
	-- the password was handed out on paper: it must be changed, and works until this day
	one_time_until timestamptz,
	-- the operator that may hand out a new card for this login; null once the login has an address of its own
	card_of uuid references operators,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
grant select, insert, update on auth.logins to otagaisama_app;

-- One row per browser that is signed in.
create table auth.sign_ins (
	id text primary key,
	token text not null unique,
	login_id text not null references auth.logins on delete cascade,
	expires_at timestamptz not null,
	user_agent text,
	ip_address text,
	-- when this browser proved a second factor; roles of staff count only then
	second_factor_at timestamptz,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index sign_ins_login on auth.sign_ins (login_id);
create index sign_ins_expires on auth.sign_ins (expires_at);
grant select, insert, update, delete on auth.sign_ins to otagaisama_app;

create table auth.credentials (
	id text primary key,
	login_id text not null references auth.logins on delete cascade,
	provider_id text not null,
	account_id text not null,
	password text,
	access_token text,
	refresh_token text,
	id_token text,
	access_token_expires_at timestamptz,
	refresh_token_expires_at timestamptz,
	scope text,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now(),
	unique (provider_id, account_id)
);
create index credentials_login on auth.credentials (login_id);
grant select, insert, update, delete on auth.credentials to otagaisama_app;

-- Codes and challenges on their way; codes are kept as a keyed hash.
create table auth.codes (
	id text primary key,
	identifier text not null,
	value text not null,
	expires_at timestamptz not null,
	created_at timestamptz not null default now(),
	updated_at timestamptz not null default now()
);
create index codes_identifier on auth.codes (identifier);
create index codes_expires on auth.codes (expires_at);
grant select, insert, update, delete on auth.codes to otagaisama_app;

create table auth.second_factors (
	id text primary key,
	login_id text not null references auth.logins on delete cascade,
	secret text not null,
	backup_codes text not null,
	verified boolean not null default true,
	failed_verification_count integer not null default 0,
	locked_until timestamptz
);
create index second_factors_login on auth.second_factors (login_id);
create index second_factors_secret on auth.second_factors (secret);
grant select, insert, update, delete on auth.second_factors to otagaisama_app;

create table auth.passkeys (
	id text primary key,
	name text,
	public_key text not null,
	login_id text not null references auth.logins on delete cascade,
	credential_id text not null unique,
	counter bigint not null,
	device_type text not null,
	backed_up boolean not null,
	transports text,
	created_at timestamptz default now(),
	aaguid text
);
create index passkeys_login on auth.passkeys (login_id);
grant select, insert, update, delete on auth.passkeys to otagaisama_app;

create table auth.rate_limits (
	id text primary key,
	key text not null unique,
	count integer not null,
	last_request bigint not null
);
grant select, insert, update, delete on auth.rate_limits to otagaisama_app;

-- How often something was tried, per account and per network; only a hash of them is kept.
create table auth.tries (
	key text primary key,
	count integer not null,
	until timestamptz not null
);
create index tries_until on auth.tries (until);
grant select, insert, update, delete on auth.tries to otagaisama_app;

-- The persons of demo regions as whom anybody may look around with one click.
create table auth.demo_logins (
	login_id text primary key references auth.logins on delete cascade,
	operator_id uuid not null references operators,
	person_id uuid not null,
	name text not null,
	part text not null,
	position integer not null
);
create index demo_logins_operator on auth.demo_logins (operator_id, position);
grant select, insert on auth.demo_logins to otagaisama_app;

alter table people add foreign key (auth_user_id) references auth.logins;
create index people_login on people (auth_user_id) where auth_user_id is not null;

-- 五十音順
alter table people add column sort_key text collate "C" not null default '';
create index people_list on people (operator_id, sort_key, id);
