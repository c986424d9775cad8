"""Whether anybody can sign in, in the words of the database: also asked where Django has not been started."""

SOMEBODY = "SELECT 1 FROM access_user WHERE is_active AND NOT is_demo AND password <> '' LIMIT 1"
