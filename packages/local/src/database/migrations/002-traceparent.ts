/** What joins the log lines of a request and of the job that it made. */
export const traceparent = "ALTER TABLE messages ADD COLUMN traceparent TEXT";
