"""Speed and weight, measured beside a bare Flask page in the same run."""
