package org.almenara.schemas;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.almenara.schemas.Refusal.Reason;

/** Why bytes could not be read as JSON: told once the parser has given up, from bytes and place. */
final class Unreadable {

  private static final byte[] BYTE_ORDER_MARK = {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF};

  private Unreadable() {}

  /** The reason. */
  static Reason reason(byte[] bytes, IOException e) {
    if (e instanceof StreamConstraintsException limit) {
      return reason(limit);
    }
    if (startsWithByteOrderMark(bytes)) {
      return Reason.BYTE_ORDER_MARK;
    }
    if (!isUtf8(bytes)) {
      return Reason.NOT_UTF8;
    }
    boolean atTheEnd =
        e instanceof JsonProcessingException at
            && at.getLocation() != null
            && at.getLocation().getByteOffset() >= bytes.length;
    return atTheEnd ? Reason.TRUNCATED : Reason.MALFORMED_JSON;
  }

  /** The parser tells its limits apart by its message alone. */
  private static Reason reason(StreamConstraintsException limit) {
    String message = Objects.requireNonNullElse(limit.getOriginalMessage(), "");
    if (message.startsWith("Document nesting depth")) {
      return Reason.TOO_DEEP;
    }
    return message.startsWith("Name length") ? Reason.NAME_TOO_LONG : Reason.TOO_LARGE;
  }

  private static boolean startsWithByteOrderMark(byte[] bytes) {
    return bytes.length >= BYTE_ORDER_MARK.length
        && bytes[0] == BYTE_ORDER_MARK[0]
        && bytes[1] == BYTE_ORDER_MARK[1]
        && bytes[2] == BYTE_ORDER_MARK[2];
  }

  /**
   * Whether they are UTF-8, but for a last character that was cut; two bytes of which one is zero
   * begin UTF-16, which would pass.
   */
  private static boolean isUtf8(byte[] bytes) {
    if (bytes.length >= 2 && (bytes[0] == 0 || bytes[1] == 0)) {
      return false;
    }
    CoderResult result =
        StandardCharsets.UTF_8
            .newDecoder()
            .decode(ByteBuffer.wrap(bytes), CharBuffer.allocate(bytes.length), false);
    return !result.isError();
  }
}
