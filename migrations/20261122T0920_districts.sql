-- 圏域: parallel partitions of the same ground, each a list of areas with a validity; not one tree.
create table partitions (
	operator_id uuid not null references operators,
	id uuid not null,
	-- 生活圏域, 出張所管内, 小地域 …: the operator's own words
	name text not null,
	name_plain text not null default '',
	position integer not null,
	-- the partition in which a resident is asked "which area?"
	asked_of_residents boolean not null default false,
	primary key (operator_id, id),
	unique (operator_id, name)
);
call belongs_to_operator('partitions');

create table areas (
	operator_id uuid not null,
	id uuid not null,
	partition_id uuid not null,
	name text not null,
	name_kana text not null,
	sort_key text collate "C" not null,
	code text,
	kind text not null default 'ground' check (kind in ('ground', 'building')),
	households integer,
	population integer,
	-- a GeoJSON geometry in WGS 84
	boundary jsonb,
	valid_from date not null,
	valid_until date,
	primary key (operator_id, id),
	foreign key (operator_id, partition_id) references partitions,
	check (valid_until is null or valid_until > valid_from)
);
create index areas_partition on areas (operator_id, partition_id, sort_key);
call belongs_to_operator('areas');

-- Which smaller area lies in which larger one, from when to when (a 町会 may change its district on a date).
create table area_memberships (
	operator_id uuid not null,
	part_id uuid not null,
	whole_id uuid not null,
	valid_from date not null,
	valid_until date,
	primary key (operator_id, part_id, whole_id, valid_from),
	foreign key (operator_id, part_id) references areas,
	foreign key (operator_id, whole_id) references areas,
	check (valid_until is null or valid_until > valid_from)
);
create index area_memberships_whole on area_memberships (operator_id, whole_id);
call belongs_to_operator('area_memberships');

-- 町丁目 that make up an area: from an address to its areas.
create table area_towns (
	operator_id uuid not null,
	area_id uuid not null,
	town text not null,
	town_folded text not null,
	primary key (operator_id, area_id, town),
	foreign key (operator_id, area_id) references areas
);
create index area_towns_lookup on area_towns (operator_id, town_folded);
call belongs_to_operator('area_towns');
