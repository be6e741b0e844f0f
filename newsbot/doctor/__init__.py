"""One look at a site: whether what newsbot expects of it is there, before anything is archived."""
