-- platform: which rows name a file of the store, for the sweep of those that none does
create index stored_file_kept on stored_file (city_id, stored_sha256);
create index stored_file_thumbnail on stored_file (city_id, (facts ->> 'thumbnailSha256'));
