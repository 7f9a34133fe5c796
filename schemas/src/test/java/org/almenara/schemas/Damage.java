package org.almenara.schemas;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Random;

/** What can be wrong with the bytes of a record. */
enum Damage {
  NONE {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      return record;
    }
  },
  TRUNCATED {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      return Arrays.copyOf(record, random.nextInt(record.length));
    }
  },
  FLIPPED_BIT {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      record[random.nextInt(record.length)] ^= (byte) (1 << random.nextInt(8));
      return record;
    }
  },
  BYTES_OF_NO_CHARACTER {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      byte[] bytes = NO_CHARACTER[random.nextInt(NO_CHARACTER.length)];
      return inserted(record, bytes, random.nextInt(record.length));
    }
  },
  BYTE_ORDER_MARK {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      return inserted(record, "\ufeff".getBytes(UTF_8), 0);
    }
  },
  OTHER_ENCODING {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      return new String(record, UTF_8).getBytes(UTF_16LE);
    }
  },
  BATCH_OF_ONE {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      return ("[" + new String(record, UTF_8) + "]").getBytes(UTF_8);
    }
  },
  WHITE_SPACE_ONLY {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      return " ".repeat(random.nextInt(3)).getBytes(UTF_8);
    }
  },
  OVERSIZED {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      int size = RecordReader.MAX_BYTES - 2 + random.nextInt(5);
      return inserted(record, " ".repeat(Math.max(0, size - record.length)).getBytes(UTF_8), 1);
    }
  },
  KNOWN_FIELD_TWICE {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      boolean hasId = new String(record, UTF_8).contains("\"id\":");
      String field = hasId ? "\"id\":\"evt-00000001\"," : "\"author\":\"analyst.7\",";
      return inserted(record, (field + field).getBytes(UTF_8), 1);
    }
  },
  TRAILING_CONTENT {
    @Override
    byte[] applyTo(byte[] record, Random random) {
      String[] tails = {"{}", "]", " \n", "1", "\0", "x"};
      byte[] tail = tails[random.nextInt(tails.length)].getBytes(UTF_8);
      return inserted(record, tail, record.length);
    }
  };

  /** Overlong, a surrogate, beyond Unicode, a lone continuation, a start without its end. */
  private static final byte[][] NO_CHARACTER = {
    {(byte) 0xC1, (byte) 0xB0},
    {(byte) 0xE0, (byte) 0x80, (byte) 0x80},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80},
    {(byte) 0xF4, (byte) 0x90, (byte) 0x80, (byte) 0x80},
    {(byte) 0x80},
    {(byte) 0xC3}
  };

  /** The record with this damage. */
  abstract byte[] applyTo(byte[] record, Random random);

  private static byte[] inserted(byte[] record, byte[] bytes, int at) {
    byte[] out = Arrays.copyOf(record, record.length + bytes.length);
    System.arraycopy(bytes, 0, out, at, bytes.length);
    System.arraycopy(record, at, out, at + bytes.length, record.length - at);
    return out;
  }
}
